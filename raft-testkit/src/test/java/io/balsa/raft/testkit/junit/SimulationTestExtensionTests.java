package io.balsa.raft.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import io.balsa.raft.testkit.cluster.Words;
import io.balsa.raft.testkit.simulation.Profile;
import io.balsa.raft.testkit.simulation.SimulationResult;
import io.balsa.raft.testkit.statemachine.StateMachineUnderTest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The classes below are run by a launcher, which sees what a person would see. */
final class SimulationTestExtensionTests {
    static class Sound implements StateMachineUnderTest {
        @Override
        public StateMachine newStateMachine() {
            return new Words();
        }

        @Override
        public byte[] randomCommand(RandomGenerator random) {
            return Words.word("w" + random.nextInt(10));
        }

        @Override
        public Optional<byte[]> randomQuery(RandomGenerator random) {
            return Optional.of(Words.word(random.nextBoolean() ? "why" : "what"));
        }

        @SimulationTest(seeds = 5, seconds = 5)
        void simulated(SimulatedRun run) {
            SimulationResult result = run.verify();
            assertEquals(run.seed(), result.seed());
            assertTrue(result.acknowledged() > 0, "nothing was acknowledged");
        }
    }

    static class RandomIds extends Sound {
        @Override
        public StateMachine newStateMachine() {
            return new Words() {
                @Override
                public byte[] apply(CommittedEntry entry) {
                    super.apply(entry);
                    return word(UUID.randomUUID().toString());
                }
            };
        }
    }

    /** Alike in its answers, but not in its state: it counts how often it was read. */
    static class CountsReads extends Sound {
        @Override
        public StateMachine newStateMachine() {
            return new Words() {
                private int reads;

                @Override
                public byte[] read(byte[] query) {
                    reads++;
                    return super.read(query);
                }

                @Override
                public Snapshot snapshot() {
                    String view = said() + reads;
                    return out -> out.write(word(view));
                }
            };
        }
    }

    static class Throws extends Sound {
        @Override
        public byte[] randomCommand(RandomGenerator random) {
            return Words.word(random.nextInt(20) == 0 ? "poison" : "fine");
        }
    }

    static class NoSubject {
        @SimulationTest(seeds = 5, profile = Profile.CALM)
        void simulated(SimulatedRun run) {
            run.verify();
        }
    }

    @Test
    void aSoundStateMachinePassesWithEverySeed() {
        Map<String, Optional<Throwable>> results = Launched.run(Sound.class);
        assertEquals(
                Map.of(
                        "seed 1", Optional.empty(),
                        "seed 2", Optional.empty(),
                        "seed 3", Optional.empty(),
                        "seed 4", Optional.empty(),
                        "seed 5", Optional.empty()),
                results);
    }

    private static void assertFinds(Class<?> tests, String what) {
        String found = Launched.run(tests).values().stream()
                .flatMap(Optional::stream)
                .map(Throwable::getMessage)
                .findFirst()
                .orElse("nothing");
        assertTrue(found.startsWith(what), found);
        assertTrue(found.contains("the same again: -Dbalsa.seed="), found);
    }

    @Test
    void answersThatDifferAreFound() {
        assertFinds(RandomIds.class, "A1, a state machine answers a command alike on every server");
    }

    @Test
    void statesThatDifferAreFound() {
        assertFinds(CountsReads.class, "A2, a state machine has the same state on every server");
    }

    @Test
    void aCommandThatThrowsIsFound() {
        assertFinds(Throws.class, "A3, a state machine throws at no command");
    }

    @Test
    void aClassWithoutStateMachineIsToldWhatToImplement() {
        assertEquals(Map.of(), Launched.run(NoSubject.class));
    }
}
