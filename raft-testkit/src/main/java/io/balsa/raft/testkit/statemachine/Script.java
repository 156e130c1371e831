package io.balsa.raft.testkit.statemachine;

import io.balsa.raft.testkit.statemachine.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What is done with every instance: commands, with queries and snapshots in between and one of each at the end. Drawn from a seed. */
final class Script {
    private static final byte[] NOTHING = {};
    private static final double GAP_SHARE = 0.05;
    private static final double QUERY_SHARE = 0.2;
    private static final int SNAPSHOTS = 5;
    /** Far from the time of any computer that runs this: 2001. */
    private static final long FIRST_TIMESTAMP_MILLIS = 1_000_000_000_000L;

    private final long seed;
    private final List<Step> steps = new ArrayList<>();

    private Script(long seed) {
        this.seed = seed;
    }

    static Script of(StateMachineUnderTest subject, long seed, int commands) {
        Script script = new Script(seed);
        SplittableRandom shape = new SplittableRandom(seed);
        SplittableRandom commandRandom = shape.split();
        SplittableRandom queryRandom = shape.split();
        long index = 0;
        long time = FIRST_TIMESTAMP_MILLIS;
        for (int i = 1; i <= commands; i++) {
            index += shape.nextDouble() < GAP_SHARE ? 2 : 1;
            time += shape.nextInt(4) == 0 ? shape.nextLong(100_000_000) : shape.nextInt(3);
            script.steps.add(new Step(Kind.COMMAND, index, time, subject.randomCommand(commandRandom)));
            if (i == commands || shape.nextDouble() < QUERY_SHARE) {
                Optional<byte[]> query = subject.randomQuery(queryRandom);
                if (query.isPresent()) {
                    script.steps.add(new Step(Kind.QUERY, index, time, query.get()));
                }
            }
            if (i == commands || shape.nextInt(commands) < SNAPSHOTS) {
                script.steps.add(new Step(Kind.SNAPSHOT, index, time, NOTHING));
            }
        }
        return script;
    }

    long seed() {
        return seed;
    }

    List<Step> steps() {
        return steps;
    }

    boolean isLast(int position) {
        return position == steps.size() - 1;
    }
}
