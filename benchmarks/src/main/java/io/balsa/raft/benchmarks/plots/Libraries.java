package io.balsa.raft.benchmarks.plots;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How the compared libraries are called and ordered, everywhere alike. */
final class Libraries {
    static final String BALSA = "balsa";

    private static final Map<String, String> NAMES = Map.of(
            BALSA,
            "Balsa",
            ClusterRun.FLOOR,
            "floor",
            "aeron",
            "Aeron Cluster",
            "jgroups",
            "jgroups-raft",
            "jraft",
            "SOFAJRaft",
            "ratis",
            "Apache Ratis");
    private static final List<String> ORDER = List.of(ClusterRun.FLOOR, BALSA, "aeron", "jgroups", "jraft", "ratis");

    private Libraries() {}

    static String name(String library) {
        return NAMES.getOrDefault(library, library);
    }

    /** {@return the floor, Balsa, the others that are known, then those that are not} */
    static List<String> inOrder(Collection<String> libraries) {
        List<String> ordered = new ArrayList<>(ORDER);
        ordered.retainAll(libraries);
        new TreeSet<>(libraries).stream().filter(l -> !ORDER.contains(l)).forEach(ordered::add);
        return ordered;
    }
}
