package io.balsa.raft.testkit.statemachine;

import java.util.List;
import java.util.Optional;

/**
 * Finds state machines that are not deterministic, or whose snapshots do not hold everything: several instances get the same commands, and every answer and
 * every snapshot is compared. For any test framework; {@code StateMachineContract} has it as JUnit tests.
 *
 * <p>Each method throws an {@link AssertionError} at the first difference, which shows the step, both answers, and the seed.
 */
public final class StateMachineCheck {
    private final StateMachineUnderTest subject;
    private final int commands;

    /**
     * Describes a check.
     *
     * @param subject the state machine, and the commands for it
     * @param commands how many commands each instance gets
     */
    public StateMachineCheck(StateMachineUnderTest subject, int commands) {
        if (commands < 1) {
            throw new IllegalArgumentException("commands " + commands + ": expected 1 or more");
        }
        this.subject = subject;
        this.commands = commands;
    }

    /**
     * Checks that a second instance gives the same answers: finds the clock, chance, identity hashes, and state that instances share.
     *
     * @param seed where the commands come from
     */
    public void secondInstance(long seed) {
        compare(seed, Variation.AGAIN);
    }

    /**
     * Checks that reading and taking snapshots change nothing.
     *
     * @param seed where the commands come from
     */
    public void readsAndSnapshots(long seed) {
        compare(seed, Variation.COMMANDS_ONLY);
    }

    /**
     * Checks that an instance restored from a snapshot goes on as if nothing had happened: finds state outside the snapshot.
     *
     * @param seed where the commands come from
     */
    public void restoredInstance(long seed) {
        compare(seed, Variation.RESTORED);
    }

    /**
     * Checks that a snapshot holds the state as it was when it was taken, although it is written out after further commands.
     *
     * @param seed where the commands come from
     */
    public void lateSnapshots(long seed) {
        compare(seed, Variation.LATE_SNAPSHOTS);
    }

    /**
     * Checks that a new JVM gives the same answers: finds what differs from JVM to JVM, such as the iteration order of {@code Set.of} and of a {@code HashMap}
     * with enums as keys. A small set may come out in the same order by chance, so ask several times. Needs a class path to start the JVM with.
     *
     * @param seeds where the commands come from
     * @param subjectType the class of the state machine under test: has a constructor without arguments
     */
    public void otherJvm(List<Long> seeds, Class<? extends StateMachineUnderTest> subjectType) {
        List<Script> scripts = seeds.stream().map(this::script).toList();
        List<Transcript> there = OtherJvm.play(subjectType, scripts, commands);
        for (int i = 0; i < scripts.size(); i++) {
            Script script = scripts.get(i);
            Transcript here = Pass.play(subject, script, Variation.PLAIN);
            here.difference(there.get(i))
                    .ifPresent(difference -> fail("an instance in another JVM", script, difference));
        }
    }

    private void compare(long seed, Variation variation) {
        Script script = script(seed);
        try {
            Transcript plain = Pass.play(subject, script, Variation.PLAIN);
            awaitLaterWallClock();
            Optional<String> difference = plain.difference(Pass.play(subject, script, variation));
            difference.ifPresent(found -> fail(variation.toString(), script, found));
        } catch (AssertionError e) {
            throw e.getMessage().contains(repeat(script)) ? e : new AssertionError(e.getMessage() + repeat(script), e);
        }
    }

    private Script script(long seed) {
        return Script.of(subject, seed, commands);
    }

    private static void fail(String who, Script script, String difference) {
        throw new AssertionError(who + " differs from the first at " + difference + repeat(script));
    }

    private static String repeat(Script script) {
        return System.lineSeparator() + "  the same again: -Dbalsa.seed=" + script.seed();
    }

    /** Else a state machine that looks at the clock might be too quick for us. */
    private static void awaitLaterWallClock() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
    }
}
