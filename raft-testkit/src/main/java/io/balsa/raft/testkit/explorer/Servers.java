package io.balsa.raft.testkit.explorer;

import io.balsa.raft.core.CoreSettings;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.scenario.ScenarioWorld;
import java.util.ArrayList;
import java.util.List;

/** What never changes: who the servers are. They are known by their place in the list. */
record Servers(CoreSettings settings, List<NodeId> ids, List<Membership> bootstraps) {
    static Servers of(ScenarioWorld world) {
        return new Servers(
                world.settings(),
                world.nodes(),
                world.nodes().stream().map(world::bootstrap).toList());
    }

    /** Whether times are a part of a state: with check-quorum, more than timers depends on them. */
    boolean areTimed() {
        return settings.checkQuorum();
    }

    int count() {
        return ids.size();
    }

    int indexOf(NodeId id) {
        return ids.indexOf(id);
    }

    /** All ways to rename the servers, the one that changes nothing first; only that one if there are too many. */
    List<int[]> renamings() {
        List<int[]> all = new ArrayList<>();
        int[] names = new int[count()];
        for (int i = 0; i < names.length; i++) {
            names[i] = i;
        }
        if (names.length > 5) {
            return List.of(names);
        }
        permute(names, 0, all);
        return all;
    }

    private static void permute(int[] names, int from, List<int[]> all) {
        if (from == names.length) {
            all.add(names.clone());
        }
        for (int i = from; i < names.length; i++) {
            swap(names, from, i);
            permute(names, from + 1, all);
            swap(names, from, i);
        }
    }

    private static void swap(int[] names, int one, int other) {
        int name = names[one];
        names[one] = names[other];
        names[other] = name;
    }
}
