package io.balsa.raft.testkit.cluster;

import static io.balsa.raft.testkit.cluster.Words.text;
import static io.balsa.raft.testkit.cluster.Words.word;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.NodeClosedException;
import io.balsa.raft.NotLeaderException;
import io.balsa.raft.QueryFailedException;
import io.balsa.raft.RaftException;
import io.balsa.raft.RaftNode;
import io.balsa.raft.Role;
import io.balsa.raft.Snapshot;
import io.balsa.raft.spi.NodeId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TestClusterTests {
    private static final Duration SOON = Duration.ofMillis(50);

    @Test
    void commandsReachEveryServer() throws IOException {
        try (TestCluster cluster = TestCluster.of(Words::new).start()) {
            assertEquals("one ", text(cluster.propose(word("one"))));
            assertEquals("one two ", text(cluster.propose(word("two"))));
            assertEquals("one two ", text(cluster.read(word("what"))));
            cluster.awaitAllApplied();
            for (NodeId id : cluster.nodes()) {
                assertEquals("one two ", cluster.stateMachine(id, Words.class).said(), id.toString());
            }
            cluster.assertSameState();
        }
    }

    @Test
    void aKilledServerComesBackWithItsDiskAndANewStateMachine() throws IOException {
        try (TestCluster cluster = TestCluster.of(Words::new).voters(1).start()) {
            cluster.propose(word("one"));
            NodeId only = cluster.awaitLeader();
            Words before = cluster.stateMachine(only, Words.class);
            cluster.kill(only);
            IllegalStateException dead = assertThrows(IllegalStateException.class, () -> cluster.node(only));
            assertTrue(dead.getMessage().contains("n1 is not running"), dead.getMessage());
            cluster.restart(only);
            assertEquals("one two ", text(cluster.propose(word("two"))));
            assertNotSame(before, cluster.stateMachine(only, Words.class));
        }
    }

    @Test
    void aLeaderCutOffDoesNotCountAndCatchesUpWhenHealed() throws IOException {
        try (TestCluster cluster = TestCluster.of(Words::new).voters(5).start()) {
            NodeId old = cluster.awaitLeader();
            cluster.isolate(old);
            assertNotEquals(old, cluster.awaitLeader());
            assertEquals("one ", text(cluster.propose(word("one"))));
            assertEquals("", cluster.stateMachine(old, Words.class).said());
            cluster.heal();
            cluster.awaitAllApplied();
            assertEquals("one ", cluster.stateMachine(old, Words.class).said());
            cluster.await(old + " steps down", () -> cluster.node(old).status().role() == Role.FOLLOWER);
        }
    }

    @Test
    void aMinorityServesNobody() throws IOException {
        try (TestCluster cluster =
                TestCluster.of(Words::new).timeout(Duration.ofSeconds(60)).start()) {
            cluster.awaitLeader();
            cluster.partition(NodeId.of("n1"));
            cluster.partition(NodeId.of("n2"));
            Throwable refused = assertThrows(
                    CompletionException.class,
                    () -> cluster.node(NodeId.of("n1")).propose(word("one")).join());
            assertTrue(refused.getCause() instanceof RaftException, refused.toString());
            cluster.heal();
            cluster.awaitLeader();
        }
    }

    @Test
    void whoWaitsInVainIsToldHowTheServersAreDoing() throws IOException {
        try (TestCluster cluster = TestCluster.of(Words::new).timeout(SOON).start()) {
            cluster.kill(NodeId.of("n1"));
            cluster.kill(NodeId.of("n2"));
            AssertionError failure = assertThrows(AssertionError.class, cluster::awaitLeader);
            String message = failure.getMessage();
            assertTrue(message.startsWith("not within 50 ms: a leader that a majority follows"), message);
            assertTrue(
                    message.contains("n1: killed") && message.contains("n3: ") && message.contains("in term"), message);
            assertThrows(AssertionError.class, () -> cluster.propose(word("one")));
            assertThrows(AssertionError.class, () -> cluster.read(word("what")));
            assertThrows(AssertionError.class, () -> cluster.await("never", () -> false));
        }
    }

    @Test
    void aStateMachineThatThrowsFailsTheTestAtOnceAndByName() throws IOException {
        try (TestCluster cluster = TestCluster.of(Words::new)
                .voters(1)
                .timeout(Duration.ofSeconds(60))
                .start()) {
            cluster.propose(word("one"));
            NodeId only = cluster.awaitLeader();
            assertThrows(RaftException.class, () -> cluster.propose(word("poison")));
            cluster.await("stopped", () -> !cluster.node(only).status().health().live());
            assertTrue(cluster.describe().contains("cannot say poison"), cluster.describe());
        }
    }

    @Test
    void statesThatDifferAreShown() throws IOException {
        AtomicInteger made = new AtomicInteger();
        try (TestCluster cluster = TestCluster.of(() -> {
                    String name = "m" + made.incrementAndGet();
                    return new Words() {
                        @Override
                        public byte[] apply(CommittedEntry entry) {
                            super.apply(entry);
                            return word(name);
                        }

                        @Override
                        public Snapshot snapshot() {
                            return out -> out.write(word(said() + name));
                        }
                    };
                })
                .start()) {
            cluster.propose(word("one"));
            AssertionError failure = assertThrows(AssertionError.class, cluster::assertSameState);
            assertTrue(
                    failure.getMessage().contains("differ between n1 and n2, first different byte at 5"),
                    failure.getMessage());
        }
    }

    @Test
    void aQueryThatTheStateMachineRefusesIsNotRepeated() throws IOException {
        try (TestCluster cluster = TestCluster.of(Words::new).start()) {
            assertThrows(QueryFailedException.class, () -> cluster.read(word("why")));
        }
    }

    @Test
    void aNodeOfAClosedClusterIsClosed() throws IOException {
        TestCluster cluster = TestCluster.of(Words::new).voters(1).start();
        RaftNode node = cluster.node(cluster.awaitLeader());
        cluster.close();
        Throwable refused = assertThrows(
                CompletionException.class, () -> node.propose(word("one")).join());
        assertTrue(
                refused.getCause() instanceof NodeClosedException || refused.getCause() instanceof NotLeaderException,
                refused.toString());
        cluster.close();
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        TestClusterBuilder builder = TestCluster.of(Words::new);
        assertThrows(IllegalArgumentException.class, () -> builder.voters(0));
        assertThrows(IllegalArgumentException.class, () -> builder.voters(10));
        assertThrows(IllegalArgumentException.class, () -> builder.timeout(Duration.ZERO));
    }
}
