package io.balsa.raft.testkit.statemachine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.StateMachine;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fault is found by the check that is meant for it, and nothing is found where there is none. */
final class StateMachineCheckTests {
    private static final long SEED = 7;
    private static final int COMMANDS = 100;

    static final class Faultless extends Ledger.Subject {
        @Override
        public StateMachine newStateMachine() {
            return new Ledger();
        }
    }

    static final class EnumOrder extends Ledger.Subject {
        @Override
        public StateMachine newStateMachine() {
            return FaultyLedgers.ENUM_ORDER.make();
        }
    }

    static final class SetOrder extends Ledger.Subject {
        @Override
        public StateMachine newStateMachine() {
            return FaultyLedgers.SET_ORDER.make();
        }
    }

    static final class UnrepeatableGenerator extends Ledger.Subject {
        private static final long START = System.nanoTime();

        @Override
        public StateMachine newStateMachine() {
            return new Ledger();
        }

        @Override
        public byte[] randomCommand(RandomGenerator random) {
            return new byte[] {0, (byte) ((START >> random.nextInt(32)) & 0x3f)};
        }
    }

    static final class NoConstructor extends Ledger.Subject {
        NoConstructor(String argument) {
            assertEquals("", argument);
        }

        @Override
        public StateMachine newStateMachine() {
            return new Ledger();
        }
    }

    private static Ledger.Subject subject(FaultyLedgers fault) {
        return new Ledger.Subject() {
            @Override
            public StateMachine newStateMachine() {
                return fault.make();
            }
        };
    }

    private static String failure(StateMachineUnderTest subject, Consumer<StateMachineCheck> check) {
        return assertThrows(AssertionError.class, () -> check.accept(new StateMachineCheck(subject, COMMANDS)))
                .getMessage();
    }

    @Test
    void aFaultlessStateMachinePasses() {
        StateMachineCheck check = new StateMachineCheck(new Faultless(), COMMANDS);
        for (long seed = 1; seed <= 20; seed++) {
            check.secondInstance(seed);
            check.readsAndSnapshots(seed);
            check.restoredInstance(seed);
            check.lateSnapshots(seed);
        }
        check.otherJvm(List.of(1L, 2L), Faultless.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WALL_CLOCK          | a second instance differs from the first at the command at index 1,",
                "RANDOM_ID           | a second instance differs from the first at the command at index 1,",
                "IDENTITY_HASH       | a second instance differs from the first at the command at index 1,",
                "SHARED_STATE        | a second instance differs from the first at the command at index 1,",
                "KEPT_BUFFER         | a second instance differs from the first at the command",
                "REUSED_RESULT       | the first instance changed the result of the command at index",
                "NULL_RESULT         | apply returned null",
                "THROWS              | the first instance fails at the command at index 1: java.lang.ArithmeticException",
                "CHANGES_THE_COMMAND | the first instance fails at the command at index 1: java.nio.ReadOnlyBuffer"
            })
    void theSecondInstanceShows(FaultyLedgers fault, String words) {
        String message = failure(subject(fault), check -> check.secondInstance(SEED));
        assertTrue(message.contains(words), message);
        assertTrue(message.endsWith("the same again: -Dbalsa.seed=7"), message);
    }

    @ParameterizedTest
    @CsvSource({"OUTSIDE_THE_SNAPSHOT, command at index", "RESTORE_ADDS, at the"})
    void theRestoredInstanceShows(FaultyLedgers fault, String words) {
        String message = failure(subject(fault), check -> check.restoredInstance(SEED));
        assertTrue(message.startsWith("an instance that was restored from a snapshot differs"), message);
        assertTrue(message.contains(words), message);
    }

    @ParameterizedTest
    @CsvSource({"READ_CHANGES", "SNAPSHOT_CHANGES"})
    void theInstanceThatIsLeftAloneShows(FaultyLedgers fault) {
        String message = failure(subject(fault), check -> check.readsAndSnapshots(SEED));
        assertTrue(message.startsWith("an instance that was not read and not asked for snapshots differs"), message);
    }

    @Test
    void theLateSnapshotShowsAViewThatIsNone() {
        String message = failure(subject(FaultyLedgers.LIVE_SNAPSHOT), check -> check.lateSnapshots(SEED));
        assertTrue(
                message.contains("written out later, while commands go on differs from the first at the snapshot"),
                message);
    }

    @Test
    void anotherJvmShowsTheOrderOfSets() {
        String message = failure(new SetOrder(), check -> askOthers(check, SetOrder.class));
        assertTrue(message.startsWith("an instance in another JVM differs from the first at the command"), message);
    }

    @Test
    void anotherJvmShowsTheOrderOfEnumsInAHashMap() {
        String message = failure(new EnumOrder(), check -> askOthers(check, EnumOrder.class));
        assertTrue(message.contains("RED=3") && message.contains("-Dbalsa.seed=7"), message);
    }

    /** So often that it is no matter of chance any more: the first two nearly always do. */
    private static void askOthers(StateMachineCheck check, Class<? extends StateMachineUnderTest> type) {
        for (int i = 0; i < 20; i++) {
            check.otherJvm(List.of(SEED), type);
        }
    }

    @Test
    void aGeneratorThatDrawsFromElsewhereIsFoundToo() {
        Throwable failure = assertThrows(
                NotRepeatableException.class,
                () -> askOthers(
                        new StateMachineCheck(new UnrepeatableGenerator(), COMMANDS), UnrepeatableGenerator.class));
        assertTrue(failure.getMessage().startsWith("the generator makes something else"), failure.getMessage());
    }

    @Test
    void anotherJvmThatCannotStartSaysWhy() {
        String message = failure(new Faultless(), check -> check.otherJvm(List.of(SEED), NoConstructor.class));
        assertTrue(message.contains("NoSuchMethodException"), message);
    }
}
