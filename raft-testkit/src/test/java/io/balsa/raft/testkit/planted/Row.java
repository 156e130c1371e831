package io.balsa.raft.testkit.planted;

import java.util.List;
import java.util.Optional;

/**
 * What became of one mutant.
 *
 * @param bug what was planted
 * @param outcomes one for each layer that uses what was changed, in order
 */
record Row(PlantedBug bug, List<Outcome> outcomes) {
    Optional<Outcome> firstKill() {
        return outcomes.stream().filter(Outcome::killed).findFirst();
    }

    boolean killed() {
        return firstKill().isPresent();
    }

    Optional<Outcome> in(Layer layer) {
        return outcomes.stream().filter(outcome -> outcome.layer() == layer).findFirst();
    }

    double seconds() {
        return outcomes.stream().mapToDouble(Outcome::seconds).sum();
    }
}
