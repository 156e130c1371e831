package io.balsa.raft.testkit.explorer;

import io.balsa.raft.core.InvariantViolation;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import java.util.ArrayList;
import java.util.List;

/** Every step that was asked for, carried out once by a real core and looked up from then on: a core given the same input in the same state does the same. */
final class Steps {
    private final Catalog catalog;
    private final LongIntMap known = new LongIntMap();
    private final List<Step> steps = new ArrayList<>();

    Steps(Catalog catalog) {
        this.catalog = catalog;
    }

    Step of(NodeState before, int action) {
        long key = (long) (before.number + 1) << 32 | Integer.toUnsignedLong(action);
        int number = known.get(key);
        if (number >= 0) {
            return steps.get(number);
        }
        Step step = execute(before, action);
        known.put(key, steps.size());
        steps.add(step);
        return step;
    }

    private Step execute(NodeState before, int action) {
        Execution execution = new Execution(catalog, before);
        try {
            execution.run(action);
        } catch (InvariantBroken e) {
            return Step.broken(e.getMessage());
        } catch (InvariantViolation e) {
            return Step.broken("a core finds its state broken: " + e.getMessage());
        } catch (RuntimeException e) {
            return Step.broken("a core fails: " + e);
        }
        return Step.to(catalog.unique(execution.after()), execution.sent());
    }

    /** How many steps a core has carried out. */
    int executed() {
        return steps.size();
    }
}
