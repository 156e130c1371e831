package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.VoteResponse;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskFile;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Shows that the simulator finds what it looks for: each bug planted here is found within a few seeds. */
class PlantedBugTests {
    private static final int MAX_SEEDS = 30;
    private static final Duration SAFETY = Duration.ofSeconds(20);

    @Test
    void aDiskThatDoesNotForceIsFound() {
        assertFound("I21", Profile.POWER, new Sabotage() {
            @Override
            public Disk disk(Disk real) {
                return withoutForce(real);
            }
        });
    }

    @Test
    void aVoteThatIsNotWrittenIsFound() {
        assertFound("I21", Profile.POWER, new Sabotage() {
            @Override
            public LogStorage storage(LogStorage real) {
                return new VotesForgotten(real);
            }
        });
    }

    @Test
    void anAcknowledgementOfMoreThanIsThereIsFound() {
        assertFound("I11", Profile.PARTITIONS, new Sabotage() {
            @Override
            public RaftMessage received(RaftMessage message) {
                return message instanceof AppendResponse m && m.success() && m.lastIndex() > m.match()
                        ? new AppendResponse(
                                m.term(),
                                m.requestNumber(),
                                true,
                                m.lastIndex(),
                                m.rejected(),
                                m.hintIndex(),
                                m.hintTerm(),
                                m.lastIndex(),
                                m.durableIndex())
                        : message;
            }
        });
    }

    @Test
    void votesThatWereNotGivenAreFound() {
        assertFound("I1,", Profile.PARTITIONS, new Sabotage() {
            @Override
            public RaftMessage received(RaftMessage message) {
                return message instanceof VoteResponse m ? new VoteResponse(m.term(), true) : message;
            }
        });
    }

    private static void assertFound(String invariant, Profile profile, Sabotage sabotage) {
        StringBuilder seen = new StringBuilder();
        for (long seed = 1; seed <= MAX_SEEDS; seed++) {
            World world = new World(seed, profile.settings(seed), Trace.NONE, sabotage);
            FaultPlan plan = profile.plan(seed, SAFETY.toNanos());
            Optional<String> violation =
                    Simulation.run(profile, seed, SAFETY, plan, world).violation();
            if (violation.filter(text -> text.startsWith(invariant)).isPresent()) {
                return;
            }
            violation.ifPresent(text -> seen.append('\n').append(text));
        }
        assertTrue(false, "not found in " + MAX_SEEDS + " seeds: " + invariant + "; found instead:" + seen);
    }

    private static Disk withoutForce(Disk real) {
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (proxy, method, arguments) -> {
                    Object result = call(real, method, arguments);
                    return result instanceof DiskFile file ? withoutForce(file) : result;
                });
    }

    private static DiskFile withoutForce(DiskFile real) {
        return (DiskFile) Proxy.newProxyInstance(
                DiskFile.class.getClassLoader(),
                new Class<?>[] {DiskFile.class},
                (proxy, method, arguments) -> method.getName().equals("force") ? null : call(real, method, arguments));
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IOException io ? io : e.getCause();
        }
    }

    /** Writes entries and forgets votes. */
    private record VotesForgotten(LogStorage real) implements LogStorage {
        @Override
        public void persist(List<WriteBatch> batches) throws StorageException {
            real.persist(batches.stream()
                    .map(batch -> new WriteBatch(
                            batch.seq(),
                            batch.hardState().filter(state -> state.votedFor().isEmpty()),
                            batch.truncateFrom(),
                            batch.entries()))
                    .toList());
        }

        @Override
        public RestoredState restored() {
            return real.restored();
        }

        @Override
        public EncodedEntries read(long from, long to, long maxBytes) throws StorageException {
            return real.read(from, to, maxBytes);
        }

        @Override
        public long lastIndexWithin(long from, long to, long maxBytes) {
            return real.lastIndexWithin(from, to, maxBytes);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
