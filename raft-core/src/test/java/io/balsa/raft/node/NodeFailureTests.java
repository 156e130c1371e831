package io.balsa.raft.node;

import static io.balsa.raft.node.FutureFailures.failure;
import static io.balsa.raft.node.ListMachine.bytes;
import static io.balsa.raft.node.ListMachine.text;
import static io.balsa.raft.node.SteppedCluster.commands;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.NodeClosedException;
import io.balsa.raft.NodeFailedException;
import io.balsa.raft.NodeListener;
import io.balsa.raft.NodeStatus;
import io.balsa.raft.NotLeaderException;
import io.balsa.raft.OutcomeUnknownException;
import io.balsa.raft.ProposalLostException;
import io.balsa.raft.RaftException;
import io.balsa.raft.Role;
import io.balsa.raft.node.SteppedCluster.Server;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of requests, and of the other servers, when a server loses its leadership, fails, hangs or is closed. */
@SuppressWarnings("FutureReturnValueIgnored") // the state machine shows what became of it
class NodeFailureTests {
    private final SteppedCluster cluster = new SteppedCluster(
            3, config -> config.maxPendingBytes(8 << 20).maxPendingProposals(100), id -> new ListMachine());

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
    void brokenInvariantStopsTheServerAndNoOther() {
        Server leader = cluster.leader();
        Server follower = cluster.follower();
        long term = leader.node.status().term();
        leader.runner.freeze("apply");
        CompletableFuture<byte[]> underWay = leader.node.propose(bytes("a"));
        cluster.settle();
        // A second leader of the same term: nothing but a bug or a lying disk can make one.
        cluster.hub.transport(follower.id).send(leader.id, new AppendRequest(term, 0, 0, 0, 1, EncodedEntries.none(1)));
        CompletableFuture<byte[]> behind = leader.node.propose(bytes("b"));
        cluster.settle();

        failure(OutcomeUnknownException.class, underWay);
        RaftException refused = failure(RaftException.class, behind);
        assertTrue(refused instanceof NodeFailedException || refused instanceof OutcomeUnknownException);
        assertTrue(leader.node.status().health().reasons().get(0).contains("two leaders in term " + term));
        assertFalse(cluster.hub.isConnected(leader.id));
        cluster.runUntil(
                "another leader",
                () -> cluster.servers.values().stream()
                        .anyMatch(s -> s != leader && s.node.status().role() == Role.LEADER));
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
        // For longer than any election timeout, and not for so long that the leader makes room because of its disk.
        cluster.run(Duration.ofMillis(1900));

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
    void commandThatAnotherLeaderReplacedIsLost() {
        Server old = cluster.leader();
        cluster.hub.isolate(old.id);
        CompletableFuture<byte[]> lost = old.node.propose(bytes("lost"));
        CompletableFuture<byte[]> read = old.node.read(bytes("count"));
        // Time stands still for the old leader, so that it does not give the command up before it hears of the new one.
        Server next = cluster.electWithout(old);
        next.node.propose(bytes("kept"));
        cluster.settle();
        cluster.hub.heal();
        cluster.run(Duration.ofMillis(500));

        ProposalLostException failure = failure(ProposalLostException.class, lost);
        assertFalse(failure.mayHaveTakenEffect());
        failure(NotLeaderException.class, read);
        assertEquals(List.of("kept"), commands(old));
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
}
