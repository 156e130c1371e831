package io.balsa.raft.testkit.explorer;

import java.io.IOException;

/** Searches for what must never be. All on the caller's thread, and nothing depends on anything but the arguments. */
public final class Explorer {
    private Explorer() {}

    /**
     * Explores until something is found or all is done.
     *
     * @param what {@code starts}: all seeded starts, breadth first; {@code walks}: random walks from all starts in turn; else the name of a start or
     *     configuration, or a scenario file, breadth first
     * @param budget how many states to meet at most, from each start; or how many walks to take
     * @param seed of the first walk; the next one has the next seed
     * @return what is wrong; null if nothing was found
     * @throws IOException if a file cannot be read
     */
    public static String explore(String what, long budget, long seed) throws IOException {
        if (what.equals("walks")) {
            return walk(budget, seed);
        }
        if (!what.equals("starts")) {
            return search(Start.load(what), budget);
        }
        for (String name : Start.names()) {
            String broken = search(Start.load(name), budget);
            if (broken != null) {
                return broken;
            }
        }
        return null;
    }

    private static String search(Start start, long budget) {
        return new Search(start.model(), budget, outcome -> {}).run().broken();
    }

    private static String walk(long walks, long seed) throws IOException {
        int starts = Start.names().size();
        for (int i = 0; i < starts; i++) {
            Walks from = new Walks(Start.load(Start.names().get(i)));
            for (long number = i; number < walks; number += starts) {
                String broken = from.walk(seed + number).broken();
                if (broken != null) {
                    return broken;
                }
            }
        }
        return null;
    }
}
