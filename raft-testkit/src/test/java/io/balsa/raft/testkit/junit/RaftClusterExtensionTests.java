package io.balsa.raft.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.cluster.TestCluster;
import io.balsa.raft.testkit.cluster.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The classes below are run by a launcher, which sees what a person would see. Their names do not end as those of tests do. */
final class RaftClusterExtensionTests {
    private static final AtomicReference<TestCluster> SEEN = new AtomicReference<>();

    @RaftCluster(stateMachine = Words.class, voters = 5)
    static class Works {
        private TestCluster prepared;

        @BeforeEach
        void prepare(TestCluster cluster) {
            prepared = cluster;
        }

        @Test
        void theClassHasFive(TestCluster cluster) {
            assertEquals(prepared, cluster);
            assertEquals(5, cluster.nodes().size());
            SEEN.set(cluster);
        }

        @Test
        @RaftCluster(stateMachine = Words.class, voters = 1)
        void theTestGoesBeforeItsClass(TestCluster cluster) {
            assertEquals(List.of(NodeId.of("n1")), cluster.nodes());
        }

        @Nested
        class Inside {
            @Test
            void theClassAroundCounts(TestCluster cluster) {
                assertEquals(5, cluster.nodes().size());
            }
        }
    }

    static class Registered {
        @RegisterExtension
        final RaftClusterExtension clusters = RaftClusterExtension.of(Words::new, settings -> settings.voters(2));

        @Test
        void asRegistered(TestCluster cluster) {
            assertEquals(2, cluster.nodes().size());
        }
    }

    @RaftCluster(stateMachine = Words.class, voters = 1)
    static class Fails {
        @Test
        void inTheTest(TestCluster cluster) {
            SEEN.set(cluster);
            cluster.awaitLeader();
            fail("wrong answer");
        }

        @Test
        void withoutACluster() {
            fail("wrong answer");
        }
    }

    @RaftCluster(stateMachine = Words.class, voters = 1)
    static class FailsAfterwards {
        @AfterEach
        void clean(TestCluster cluster) {
            fail("wrong answer");
        }

        @Test
        void passes(TestCluster cluster) {
            cluster.awaitLeader();
        }
    }

    @ExtendWith(RaftClusterExtension.class)
    static class SaysNothing {
        @Test
        void asks(TestCluster cluster) {
            cluster.awaitLeader();
        }
    }

    /** What became of the tests of a class: a failure, or null for a success. */
    private static List<Throwable> failures(Class<?> tests) {
        List<Throwable> failures = new ArrayList<>();
        Launched.run(tests).values().forEach(failure -> failures.add(failure.orElse(null)));
        return failures;
    }

    @Test
    void aTestGetsTheClusterThatIsNearestDescribed() {
        assertEquals(Arrays.asList(null, null, null), failures(Works.class));
        assertEquals(Arrays.asList((Throwable) null), failures(Registered.class));
    }

    @Test
    void theClusterIsClosedAfterTheTest() {
        failures(Works.class);
        assertThrows(IllegalStateException.class, () -> SEEN.get().node(NodeId.of("n1")));
    }

    @Test
    void aFailedTestShowsItsServers() {
        List<Throwable> failures = failures(Fails.class);
        assertEquals(2, failures.size());
        assertEquals(
                1,
                failures.stream()
                        .filter(failure -> failure.getSuppressed().length == 1)
                        .count());
        String shown = Stream.concat(failures.stream(), failures(FailsAfterwards.class).stream())
                .flatMap(failure -> Stream.of(failure.getSuppressed()))
                .map(Throwable::getMessage)
                .reduce("", String::concat);
        assertEquals(3, shown.split("LEADER in term", -1).length, shown);
        assertThrows(IllegalStateException.class, () -> SEEN.get().node(NodeId.of("n1")));
    }

    @Test
    void aTestWithoutDescriptionIsToldWhatToWrite() {
        Throwable failure = failures(SaysNothing.class).get(0);
        assertTrue(failure.getMessage().contains("expected @RaftCluster"), failure.getMessage());
    }
}
