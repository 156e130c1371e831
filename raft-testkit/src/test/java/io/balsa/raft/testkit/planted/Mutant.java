package io.balsa.raft.testkit.planted;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Set;

/** The product with a bug in it, or without one, in a world of classes of its own. */
final class Mutant {
    private final SourceTree sources;
    private final Map<String, byte[]> classes;

    private Mutant(SourceTree sources, Map<String, byte[]> classes) {
        this.sources = sources;
        this.classes = classes;
    }

    static Mutant of(SourceTree sources, PlantedBug bug) throws IOException {
        return new Mutant(sources, MutantCompiler.compile(bug, sources.plant(bug)));
    }

    static Mutant none(SourceTree sources) {
        return new Mutant(sources, Map.of());
    }

    /**
     * Runs one layer. Whatever it throws is a finding.
     *
     * @param used takes the names of all classes that the layer uses
     */
    Outcome run(Layer layer, int budget, Set<String> used) {
        long begin = System.nanoTime();
        MutantLoader loader = new MutantLoader(classes);
        String[] answer;
        try {
            answer = (String[]) loader.loadClass(LayerRuns.class.getName())
                    .getMethod(layer.method(), String.class, int.class)
                    .invoke(null, sources.root().toString(), budget);
        } catch (InvocationTargetException e) {
            answer =
                    new String[] {"throws " + e.getCause(), "at " + e.getCause().getStackTrace()[0], layer.title()};
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(layer + " cannot be called", e);
        }
        used.addAll(loader.loaded());
        return new Outcome(layer, answer[0].strip(), answer[1], answer[2], System.nanoTime() - begin);
    }
}
