package io.balsa.raft.testkit.explorer;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/** Breadth first: so a counter-example is as short as can be. */
final class Search {
    private static final int STATES_BETWEEN_REPORTS = 1 << 18;

    private final Model model;
    private final long mostStates;
    private final Consumer<Outcome> progress;
    private final FingerprintSet seen = new FingerprintSet();
    private final IntQueue queue = new IntQueue();
    // By state, in the order in which they were met: from which one, and by what.
    private final IntStore parents = new IntStore();
    private final IntStore actions = new IntStore();
    private long transitions;
    private int depth;

    Search(Model model, long mostStates, Consumer<Outcome> progress) {
        this.model = model;
        this.mostStates = mostStates;
        this.progress = progress;
    }

    Outcome run() {
        meet(model.start(), -1, 0);
        State from = new State(model.start().nodes.length);
        State to = new State(model.start().nodes.length);
        int[] possible = new int[64];
        long endOfLevel = 1;
        for (int state = 0; state < seen.size(); state++) {
            if (state == endOfLevel) {
                depth++;
                endOfLevel = seen.size();
            }
            from.read(queue);
            possible = model.actions(from, possible);
            for (int i = 1; i <= possible[0]; i++) {
                transitions++;
                Model.Result result = model.apply(from, possible[i], to);
                if (result == Model.Result.BROKEN) {
                    return outcome(false, model.broken(), path(state, possible[i]));
                }
                if (result == Model.Result.REACHED) {
                    meet(to, state, possible[i]);
                }
            }
            if (seen.size() >= mostStates && state + 1 < seen.size()) {
                return outcome(false, null, List.of());
            }
            if ((state + 1) % STATES_BETWEEN_REPORTS == 0) {
                progress.accept(outcome(false, null, List.of()));
            }
        }
        return outcome(true, null, List.of());
    }

    private void meet(State state, int parent, int action) {
        if (seen.add(model.fingerprint(state))) {
            state.write(queue);
            parents.add(parent);
            actions.add(action);
        }
    }

    private Outcome outcome(boolean exhausted, String broken, List<Integer> path) {
        return new Outcome(seen.size(), transitions, depth, exhausted, broken, path);
    }

    private List<Integer> path(int lastState, int lastAction) {
        ArrayDeque<Integer> path = new ArrayDeque<>();
        path.addFirst(lastAction);
        for (int state = lastState; parents.get(state) >= 0; state = parents.get(state)) {
            path.addFirst(actions.get(state));
        }
        return List.copyOf(path);
    }
}
