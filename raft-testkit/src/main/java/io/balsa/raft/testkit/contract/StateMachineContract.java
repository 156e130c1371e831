package io.balsa.raft.testkit.contract;

import io.balsa.raft.testkit.statemachine.StateMachineCheck;
import io.balsa.raft.testkit.statemachine.StateMachineUnderTest;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What every state machine must keep to: the same commands give the same answers and the same state, everywhere and at any time, and a snapshot is the whole
 * state. A test class implements this interface and says how to make a state machine and commands for it.
 *
 * <p>A failure shows the first step that was answered differently, both answers, and the seed; {@code -Dbalsa.seed=7} runs only that seed.
 */
public interface StateMachineContract extends StateMachineUnderTest {
    /** {@return how many sequences of commands are tried; 10 unless overridden} */
    default int seeds() {
        return 10;
    }

    /** {@return how many commands a sequence has; 200 unless overridden} */
    default int commands() {
        return 200;
    }

    /**
     * {@return how many other JVMs are started to compare with, each about half a second; 2 unless overridden} The test class then needs a constructor without
     * arguments. The order of a set of two elements comes out alike in half of all JVMs: more JVMs find more.
     */
    default int otherJvms() {
        return 2;
    }

    /** A second instance that gets the same commands gives the same answers. */
    @Test
    default void aSecondInstanceAgrees() {
        forEachSeed(check()::secondInstance);
    }

    /** Reading and taking snapshots leave no trace. */
    @Test
    default void readsAndSnapshotsChangeNothing() {
        forEachSeed(check()::readsAndSnapshots);
    }

    /** An instance that was restored from a snapshot goes on like the one that wrote it. */
    @Test
    default void aRestoredInstanceGoesOnAlike() {
        forEachSeed(check()::restoredInstance);
    }

    /** A snapshot is the state when it was taken, however late it is written. */
    @Test
    default void aSnapshotDoesNotChangeAfterwards() {
        forEachSeed(check()::lateSnapshots);
    }

    /** An instance in another JVM gives the same answers. */
    @Test
    default void otherJvmsAgree() {
        List<Long> seeds = chosenSeeds().boxed().toList();
        for (int i = 0; i < otherJvms(); i++) {
            check().otherJvm(seeds, getClass());
        }
    }

    private StateMachineCheck check() {
        return new StateMachineCheck(this, commands());
    }

    private void forEachSeed(LongConsumer check) {
        chosenSeeds().forEach(check);
    }

    private LongStream chosenSeeds() {
        Long chosen = Long.getLong("balsa.seed");
        return chosen == null ? LongStream.rangeClosed(1, seeds()) : LongStream.of(chosen);
    }
}
