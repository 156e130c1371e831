package io.balsa.raft.node;

import static io.balsa.raft.node.ListMachine.bytes;
import static io.balsa.raft.node.ListMachine.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.NodeClosedException;
import io.balsa.raft.NodeFailedException;
import io.balsa.raft.NodeListener;
import io.balsa.raft.NodeStatus;
import io.balsa.raft.NotLeaderException;
import io.balsa.raft.OutcomeUnknownException;
import io.balsa.raft.OverloadedException;
import io.balsa.raft.ProposalLostException;
import io.balsa.raft.QueryFailedException;
import io.balsa.raft.Role;
import io.balsa.raft.node.SteppedCluster.Server;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Whole servers, one step at a time on manual time. */
class SteppedNodeTests {
    private final SteppedCluster cluster = new SteppedCluster(
            3, config -> config.maxPendingBytes(8 << 20).maxPendingProposals(100), id -> new ListMachine());

    @Test
    void acknowledgesACommandOnceItIsAppliedAndEveryServerAppliesIt() {
        Server leader = cluster.leader();

        CompletableFuture<byte[]> first = leader.node.propose(bytes("a"));
        CompletableFuture<byte[]> second = leader.node.propose(bytes("b"));
        cluster.settle();
        cluster.run(Duration.ofMillis(200));

        assertEquals("1", text(first.join()));
        assertEquals("2", text(second.join()));
        for (Server server : cluster.servers.values()) {
            assertEquals(List.of("a", "b"), commands(server));
        }
    }

    @Test
    void readSeesEveryCommandProposedBeforeIt() {
        Server leader = cluster.leader();

        leader.node.propose(bytes("a"));
        CompletableFuture<byte[]> read = leader.node.read(bytes("count"));
        long lastIndex = leader.node.status().lastIndex();
        CompletableFuture<byte[]> another = leader.node.read(bytes("count"));
        cluster.settle();
        cluster.run(Duration.ofMillis(20));

        assertEquals("1", text(read.join()));
        assertEquals("1", text(another.join()));
        assertEquals(lastIndex + 2, leader.node.status().lastIndex(), "reads that arrive together share an entry");
    }

    @Test
    void failingQueryFailsNothingElse() {
        Server leader = cluster.leader();

        CompletableFuture<byte[]> bad = leader.node.read(bytes("fail"));
        CompletableFuture<byte[]> good = leader.node.read(bytes("count"));
        cluster.settle();

        QueryFailedException failure = failure(QueryFailedException.class, bad);
        assertInstanceOf(IllegalArgumentException.class, failure.getCause());
        assertEquals("0", text(good.join()));
    }

    @Test
    void followerSaysWhoLeads() {
        Server leader = cluster.leader();
        Server follower = cluster.follower();
        cluster.run(Duration.ofMillis(200));

        CompletableFuture<byte[]> proposal = follower.node.propose(bytes("a"));
        CompletableFuture<byte[]> read = follower.node.read(bytes("count"));
        cluster.settle();

        assertEquals(
                Optional.of(leader.id),
                failure(NotLeaderException.class, proposal).leader());
        assertEquals(
                Optional.of(leader.id), failure(NotLeaderException.class, read).leader());
    }

    @Test
    void refusesMoreThanItsBounds() {
        Server leader = cluster.leader();
        leader.runner.freeze("apply");
        List<CompletableFuture<byte[]>> taken = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            taken.add(leader.node.propose(bytes("c" + i)));
        }

        failure(OverloadedException.class, leader.node.propose(bytes("too many")));
        leader.runner.thaw();
        cluster.settle();
        taken.forEach(CompletableFuture::join);
        leader.runner.freeze("apply");
        CompletableFuture<byte[]> large = leader.node.propose(new byte[4 << 20]);
        CompletableFuture<byte[]> larger = leader.node.propose(new byte[4 << 20]);
        failure(OverloadedException.class, leader.node.propose(bytes("too many bytes")));
        assertThrows(IllegalArgumentException.class, () -> leader.node.propose(new byte[(4 << 20) + 1]));

        leader.runner.thaw();
        cluster.settle();
        large.join();
        larger.join();
        CompletableFuture<byte[]> again = leader.node.propose(bytes("room again"));
        cluster.settle();
        assertEquals("103", text(again.join()));
    }

    @Test
    void commandThatAnotherLeaderReplacedIsLost() {
        Server old = cluster.leader();
        cluster.hub.isolate(old.id);
        CompletableFuture<byte[]> lost = old.node.propose(bytes("lost"));
        CompletableFuture<byte[]> read = old.node.read(bytes("count"));
        // Time stands still for the old leader, so that it does not give the command up before it hears of the new one.
        Server next = electWithout(old);
        next.node.propose(bytes("kept"));
        cluster.settle();
        cluster.hub.heal();
        cluster.run(Duration.ofMillis(500));

        ProposalLostException failure = failure(ProposalLostException.class, lost);
        assertFalse(failure.mayHaveTakenEffect());
        failure(NotLeaderException.class, read);
        assertEquals(List.of("kept"), commands(old));
    }

    private Server electWithout(Server old) {
        for (int millis = 0; millis < 10_000; millis++) {
            for (Server server : cluster.servers.values()) {
                if (server != old) {
                    server.clock.advance(Duration.ofMillis(1));
                    if (server.node.status().role() == Role.LEADER
                            && server.node.status().health().ready()) {
                        return server;
                    }
                }
            }
            cluster.settle();
        }
        throw new AssertionError("no other leader");
    }

    @Test
    void leaderThatIsCutOffGivesCommandsUpAfterABoundedTime() {
        Server leader = cluster.leader();
        cluster.hub.isolate(leader.id);
        CompletableFuture<byte[]> command = leader.node.propose(bytes("a"));
        CompletableFuture<byte[]> read = leader.node.read(bytes("count"));

        cluster.run(Duration.ofMillis(1200)); // check-quorum ends its leadership
        failure(NotLeaderException.class, read);
        assertFalse(command.isDone(), "may still be committed by a new leader");
        cluster.run(Duration.ofMillis(2100));

        assertTrue(failure(OutcomeUnknownException.class, command).mayHaveTakenEffect());
    }

    @Test
    void stateMachineThatThrowsStopsOnlyItsServerAndSkipsNothing() {
        Server leader = cluster.leader();
        List<String> failures = new ArrayList<>();
        leader.node.addListener(new NodeListener() {
            @Override
            public void failed(String reason) {
                failures.add(reason);
            }
        });
        // Fails on every replica: the command is the same everywhere, as in life.
        CompletableFuture<byte[]> good = leader.node.propose(bytes("good"));
        CompletableFuture<byte[]> bad = leader.node.propose(bytes("fail"));
        CompletableFuture<byte[]> behind = leader.node.propose(bytes("behind"));
        cluster.settle();

        assertEquals("1", text(good.join()));
        failure(OutcomeUnknownException.class, bad);
        failure(OutcomeUnknownException.class, behind);
        failure(NodeFailedException.class, leader.node.propose(bytes("later")));
        assertEquals(List.of("good"), commands(leader));
        assertFalse(leader.node.status().health().live());
        assertTrue(leader.node.status().health().reasons().get(0).contains("told to fail"));
        assertEquals(1, failures.size());
        assertFalse(cluster.hub.isConnected(leader.id));
        assertTrue(leader.storage.isOpen(), "stays up to say why");
        leader.node.close();
        assertFalse(leader.storage.isOpen());
    }

    @Test
    void nullResultStopsTheServerWithAClearReason() {
        Server leader = cluster.leader();
        CompletableFuture<byte[]> command = leader.node.propose(bytes("null"));
        cluster.settle();

        failure(OutcomeUnknownException.class, command);
        assertTrue(leader.node.status().health().reasons().get(0).contains("returned null for entry"));
    }

    @Test
    void storageFailureEndsLeadershipAndTheOthersGoOn() {
        Server leader = cluster.leader();
        leader.storage.fail("disk says no");
        // The entry reaches the others before our own disk fails; whether they commit it is not for this server to
        // know.
        CompletableFuture<byte[]> command = leader.node.propose(bytes("a"));
        cluster.settle();

        failure(OutcomeUnknownException.class, command);
        failure(NodeFailedException.class, leader.node.propose(bytes("b")));
        NodeStatus status = leader.node.status();
        assertEquals(Role.FOLLOWER, status.role());
        assertFalse(status.health().live());
        assertTrue(status.health().reasons().get(0).contains("disk says no"));
        Server next = cluster.leader();
        assertFalse(next == leader);
        CompletableFuture<byte[]> onward = next.node.propose(bytes("c"));
        cluster.run(Duration.ofMillis(50));
        assertTrue(onward.isDone() && !onward.isCompletedExceptionally());
    }

    @Test
    void stuckDiskAndStuckStateMachineStopNoHeartbeats() {
        Server leader = cluster.leader();
        NodeStatus before = leader.node.status();
        leader.runner.freeze("storage");
        leader.runner.freeze("apply");
        leader.runner.freeze("catch-up");
        CompletableFuture<byte[]> command = leader.node.propose(bytes("a"));
        cluster.run(Duration.ofSeconds(10));

        assertEquals(before.term(), leader.node.status().term());
        assertEquals(Role.LEADER, leader.node.status().role());
        assertEquals(
                before.lastIndex() + 1, leader.node.status().commitIndex(), "two disks out of three are a majority");
        assertFalse(command.isDone());
        leader.runner.thaw();
        cluster.settle();
        assertEquals("1", text(command.join()));
    }

    @Test
    void timestampsNeverFallAlongTheLog() {
        Server leader = cluster.leader();
        propose(leader, "a");
        leader.clock.setWallMillis(5);
        propose(leader, "b");
        Server old = leader;
        cluster.hub.isolate(old.id);
        for (Server server : cluster.servers.values()) {
            server.clock.setWallMillis(7);
        }
        Server next = electWithout(old);
        next.clock.setWallMillis(9);
        propose(next, "c");
        for (Server server : cluster.servers.values()) {
            server.node.close();
        }
        cluster.hub.heal();
        for (Server server : cluster.servers.values()) {
            server.clock.setWallMillis(11);
            cluster.start(server.id);
        }
        propose(cluster.leader(), "d");
        cluster.leader().clock.setWallMillis(2_000_000_000);
        propose(cluster.leader(), "e");

        EntryCursor log = cluster.leader().storage.all().cursor();
        long last = 0;
        while (log.next()) {
            assertTrue(log.timestampMillis() >= last, "entry " + log.index());
            last = log.timestampMillis();
        }
        assertTrue(last >= 2_000_000_000, "the wall clock counts again once it is ahead of the log");
        assertTrue(((ListMachine) cluster.leader().stateMachine).timestamps.get(0) >= 1_000_000);
    }

    @Test
    void restartedServersReplayTheLog() {
        Server leader = cluster.leader();
        for (int i = 0; i < 20; i++) {
            propose(leader, "c" + i);
        }
        for (Server server : cluster.servers.values()) {
            server.node.close();
            assertFalse(server.storage.isOpen());
        }
        for (NodeId id : cluster.servers.keySet()) {
            cluster.start(id);
        }
        Server next = cluster.leader();
        cluster.run(Duration.ofMillis(200));

        for (Server server : cluster.servers.values()) {
            assertEquals(20, commands(server).size());
        }
        CompletableFuture<byte[]> read = next.node.read(bytes("count"));
        cluster.settle();
        assertEquals("20", text(read.join()));
    }

    @Test
    void newLeaderAnswersReadsOnlyWithEverythingAcknowledgedBefore() {
        Server leader = cluster.leader();
        for (int i = 0; i < 5; i++) {
            propose(leader, "c" + i);
        }
        leader.node.close();
        Server next = cluster.leader();
        CompletableFuture<byte[]> read = next.node.read(bytes("count"));
        cluster.run(Duration.ofMillis(20));

        assertEquals("5", text(read.join()));
    }

    @Test
    void everyRoundOfProposalsBecomesOneRequest() {
        Server leader = cluster.leader();
        cluster.run(Duration.ofMillis(200));
        cluster.hub.record();
        List<CompletableFuture<byte[]>> commands = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            commands.add(leader.node.propose(bytes("c" + i)));
        }
        cluster.settle();

        commands.forEach(CompletableFuture::join);
        long requests = cluster.hub.sent().stream()
                .filter(s ->
                        s.message() instanceof AppendRequest a && !a.entries().isEmpty())
                .count();
        assertEquals(2, requests, "one to each follower");
    }

    @Test
    void closingFailsWhatIsUnderWayAndRefusesTheRest() {
        Server leader = cluster.leader();
        leader.runner.freeze("apply");
        CompletableFuture<byte[]> underWay = leader.node.propose(bytes("a"));
        cluster.settle();
        CompletableFuture<byte[]> notSeen = leader.node.propose(bytes("b"));
        leader.node.close();
        leader.node.close();
        cluster.settle();

        failure(OutcomeUnknownException.class, underWay);
        failure(NodeClosedException.class, notSeen);
        failure(NodeClosedException.class, leader.node.propose(bytes("c")));
        failure(NodeClosedException.class, leader.node.read(bytes("count")));
        assertFalse(leader.node.status().health().live());
        assertEquals(List.of("closed"), leader.node.status().health().reasons());
    }

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
    void listenersHearOfChangesInOrder() {
        List<String> heard = new ArrayList<>();
        Server n1 = cluster.server("n1");
        n1.node.addListener(new NodeListener() {
            @Override
            public void roleChanged(Role role, long term, Optional<NodeId> leader) {
                heard.add(term + " " + role + leader.map(l -> " " + l).orElse(""));
            }
        });
        Server leader = cluster.leader();
        cluster.run(Duration.ofMillis(200));

        String expected = leader == n1 ? " LEADER n1" : " FOLLOWER " + leader.id;
        assertEquals(leader.node.status().term() + expected, heard.get(heard.size() - 1));
        List<String> sorted = new ArrayList<>(heard);
        sorted.sort((a, b) -> Long.compare(Long.parseLong(a.split(" ")[0]), Long.parseLong(b.split(" ")[0])));
        assertEquals(sorted, heard, "terms rise");
    }

    @Test
    void statusShowsPeersOfTheLeaderOnly() {
        Server leader = cluster.leader();
        propose(leader, "a");
        cluster.run(Duration.ofMillis(300));

        NodeStatus status = leader.node.status();
        assertEquals(2, status.peers().size());
        status.peers().forEach(p -> assertEquals(status.lastIndex(), p.matchIndex()));
        status.peers().forEach(p -> assertTrue(p.sinceContactMillis() <= 150, p.toString()));
        assertTrue(status.health().ready(), status.toString());
        assertEquals(status.commitIndex(), status.appliedIndex());
        assertTrue(cluster.follower().node.status().peers().isEmpty());
        assertTrue(cluster.follower().node.status().health().ready());
    }

    private void propose(Server server, String command) {
        CompletableFuture<byte[]> future = server.node.propose(bytes(command));
        cluster.runUntil(command + " is acknowledged", future::isDone);
        future.join();
    }

    private static List<String> commands(Server server) {
        return ((ListMachine) server.stateMachine).commands;
    }

    private static <T extends Throwable> T failure(Class<T> type, CompletableFuture<?> future) {
        assertTrue(future.isDone(), "not done");
        return assertInstanceOf(
                type, assertThrows(CompletionException.class, future::join).getCause());
    }
}
