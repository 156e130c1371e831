package io.balsa.raft.testkit.planted;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Runs mutants through the layers. Safe for use by several threads once {@link #control} has returned. */
final class KillMatrix {
    private static final PlantedBug NONE =
            new PlantedBug("none", "The product as it is", "", Optional.empty(), List.of());

    private final SourceTree sources;

    /** Which classes each layer uses: one that never loads what a bug is in need not be asked about it. */
    private final Map<Layer, Set<String>> used = new EnumMap<>(Layer.class);

    KillMatrix(SourceTree sources) {
        this.sources = sources;
    }

    /** Runs the product as it is through all layers, as long as any mutant will. To be called first. */
    Row control() {
        List<Outcome> outcomes = new ArrayList<>();
        for (Layer layer : Layer.values()) {
            Set<String> classes = new TreeSet<>();
            outcomes.add(Mutant.none(sources).run(layer, layer.budget(), classes));
            used.put(layer, classes);
        }
        return new Row(NONE, outcomes);
    }

    /** Runs a mutant through all layers that use what was changed. */
    Row run(PlantedBug bug) throws IOException {
        Set<String> changed = sources.plant(bug).keySet();
        Mutant mutant = Mutant.of(sources, bug);
        List<Outcome> outcomes = new ArrayList<>();
        boolean killed = false;
        for (Layer layer : Layer.values()) {
            if (changed.stream().anyMatch(used.get(layer)::contains)) {
                int budget = killed ? layer.briefBudget() : layer.budget();
                outcomes.add(mutant.run(layer, budget, new TreeSet<>()));
                killed |= outcomes.get(outcomes.size() - 1).killed();
            }
        }
        return new Row(bug, outcomes);
    }
}
