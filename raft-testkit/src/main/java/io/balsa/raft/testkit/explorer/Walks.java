package io.balsa.raft.testkit.explorer;

import io.balsa.raft.testkit.scenario.ScenarioWorld;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Long ways through the states, drawn from a seed: one action after the other, with hardly a limit but the length. */
final class Walks {
    private static final int SHORTEST = 50;
    private static final int LONGEST = 200;
    private static final int MORE_TERMS = 8;
    private static final int MOST_STATES_KEPT = 100_000;

    /** How often each kind is drawn, where something of that kind may happen. */
    private static final int[] WEIGHTS = weights();

    private final Start start;
    private Model model;
    private State from;
    private State to;
    private int[] actions = new int[64];

    Walks(Start start) {
        this.start = start;
        begin();
    }

    private static int[] weights() {
        int[] weights = new int[Kind.ALL.length];
        Arrays.fill(weights, 2);
        weights[Kind.DELIVER.code()] = 40;
        weights[Kind.PERSIST.code()] = 30;
        weights[Kind.RESTART.code()] = 4;
        weights[Kind.HEARTBEAT.code()] = 6;
        weights[Kind.PROPOSE.code()] = 6;
        weights[Kind.CRASH.code()] = 1;
        return weights;
    }

    /** What a model has learnt is kept from walk to walk, as long as it is not too much. */
    private void begin() {
        ScenarioWorld world = start.world();
        long term = world.nodes().stream()
                .mapToLong(id -> world.view(id).durableHardState().term())
                .max()
                .orElse(0);
        model = new Model(world, Limits.ofWalk(Math.toIntExact(term) + MORE_TERMS), false);
        from = new State(model.start().nodes.length);
        to = new State(model.start().nodes.length);
    }

    /** Where the last walk ended, if nothing broke. */
    State end() {
        return from;
    }

    Catalog catalog() {
        return model.catalog();
    }

    /** Takes one walk. */
    Outcome walk(long seed) {
        if (model.catalog().states() > MOST_STATES_KEPT) {
            begin();
        }
        SplittableRandom random = new SplittableRandom(seed);
        int length = random.nextInt(SHORTEST, LONGEST + 1);
        List<Integer> path = new ArrayList<>();
        from.set(model.start());
        // What would overfill the network is drawn again; a walk with nothing else to do ends.
        int tries = 0;
        while (path.size() < length && tries++ < 4 * LONGEST) {
            actions = model.actions(from, actions);
            int action = draw(random);
            Model.Result result = model.apply(from, action, to);
            if (result == Model.Result.TOO_MUCH_IN_FLIGHT) {
                continue;
            }
            path.add(action);
            if (result == Model.Result.BROKEN) {
                return new Outcome(0, tries, path.size(), false, model.broken(), path);
            }
            State reached = to;
            to = from;
            from = reached;
        }
        return new Outcome(0, tries, path.size(), false, null, path);
    }

    /** First the kind, then one of that kind: else the many ways to lose a message would outweigh the one way to write. */
    private int draw(SplittableRandom random) {
        int[] counts = new int[Kind.ALL.length];
        int total = 0;
        for (int i = 1; i <= actions[0]; i++) {
            if (counts[Kind.codeOf(actions[i])]++ == 0) {
                total += WEIGHTS[Kind.codeOf(actions[i])];
            }
        }
        int drawn = random.nextInt(total);
        int kind = 0;
        while (counts[kind] == 0 || drawn >= WEIGHTS[kind]) {
            drawn -= counts[kind] == 0 ? 0 : WEIGHTS[kind];
            kind++;
        }
        int number = random.nextInt(counts[kind]);
        for (int i = 1; i <= actions[0]; i++) {
            if (Kind.codeOf(actions[i]) == kind && number-- == 0) {
                return actions[i];
            }
        }
        throw new IllegalStateException("nothing may happen");
    }
}
