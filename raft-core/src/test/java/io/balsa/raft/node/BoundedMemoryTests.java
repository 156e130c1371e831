package io.balsa.raft.node;

import static io.balsa.raft.node.ListMachine.bytes;
import static io.balsa.raft.node.SteppedCluster.commands;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.node.SteppedCluster.Server;
import io.balsa.raft.spi.AppendRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Servers that keep little of the log in memory and must go to the disk for the rest. */
@SuppressWarnings("FutureReturnValueIgnored") // the state machine shows what became of it
class BoundedMemoryTests {
    @Test
    void peerThatFellFarBehindIsServedFromTheDisk() {
        SteppedCluster small = smallMemory();
        Server leader = small.leader();
        Server behind = small.follower();
        small.hub.isolate(behind.id);
        int readsBefore = leader.storage.reads();
        List<CompletableFuture<byte[]>> commands = proposeMany(small, leader, 500);
        assertTrue(commands.stream().allMatch(CompletableFuture::isDone));
        small.hub.heal();
        for (int i = 0; i < 100; i++) {
            leader.node.propose(bytes(
                    "later " + i)); // goes on meanwhile, so that entries in memory queue up behind those on the disk
            small.run(Duration.ofMillis(1));
        }
        small.run(Duration.ofSeconds(3));

        assertEquals(commands(small.leader()), commands(behind));
        assertEquals(600, commands(behind).size());
        assertTrue(leader.storage.reads() > readsBefore, "served from memory: the test does not test");
    }

    @Test
    void entriesInMemoryDoNotOvertakeThoseThatAreBeingRead() {
        SteppedCluster small = smallMemory();
        Server leader = small.leader();
        Server behind = small.follower();
        small.hub.isolate(behind.id);
        proposeMany(small, leader, 100);
        leader.runner.freeze("catch-up");
        small.hub.heal();
        small.hub.record();
        proposeMany(small, leader, 20);
        leader.runner.thaw();
        small.run(Duration.ofMillis(500));

        long sentUpTo = 0;
        for (TestHub.Sent sent : small.hub.sent()) {
            if (sent.to().equals(behind.id)
                    && sent.message() instanceof AppendRequest append
                    && !append.entries().isEmpty()) {
                assertTrue(sentUpTo == 0 || append.prevIndex() <= sentUpTo, "a gap behind " + sentUpTo);
                sentUpTo = Math.max(sentUpTo, append.lastIndex());
            }
        }
        assertEquals(commands(leader), commands(behind));
    }

    @Test
    void slowStateMachineGetsFromTheDiskWhatMemoryDoesNotHold() {
        SteppedCluster small = smallMemory();
        Server leader = small.leader();
        Server slow = small.follower();
        slow.runner.freeze("apply");
        int readsBefore = slow.storage.reads();
        proposeMany(small, leader, 500);
        small.run(Duration.ofMillis(200));
        assertEquals(0, commands(slow).size());
        assertEquals(leader.node.status().commitIndex(), slow.node.status().commitIndex());
        slow.runner.thaw();
        small.run(Duration.ofMillis(50));

        assertEquals(commands(leader), commands(slow));
        assertEquals(500, commands(slow).size());
        assertTrue(slow.storage.reads() > readsBefore, "applied from memory: the test does not test");
    }

    private static SteppedCluster smallMemory() {
        return new SteppedCluster(
                3,
                config -> config.maxBatchBytes(1024).maxInflightBytes(4096).tailCacheBytes(2048),
                id -> new ListMachine());
    }

    private static List<CompletableFuture<byte[]>> proposeMany(SteppedCluster cluster, Server leader, int count) {
        List<CompletableFuture<byte[]>> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(leader.node.propose(bytes("command number " + i)));
            if (i % 10 == 0) {
                cluster.run(Duration.ofMillis(1));
            }
        }
        cluster.run(Duration.ofMillis(10));
        return commands;
    }

    @Test
    void lagOfTheStateMachineMakesAServerNotReady() {
        SteppedCluster roomy = SteppedCluster.of(1);
        Server leader = roomy.leader();
        leader.runner.freeze("apply");
        for (int i = 0; i <= StatusBoard.READY_LAG; i++) {
            leader.node.propose(bytes("c" + i));
        }
        roomy.run(Duration.ofMillis(20));
        assertFalse(leader.node.status().health().ready());
        assertTrue(leader.node.status().health().live());
        leader.runner.thaw();
        roomy.run(Duration.ofMillis(20));

        assertTrue(leader.node.status().health().ready());
    }
}
