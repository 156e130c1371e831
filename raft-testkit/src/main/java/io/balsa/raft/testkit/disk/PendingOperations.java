package io.balsa.raft.testkit.disk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** All that a power cut may lose, collected from the files and directories below a root. */
final class PendingOperations {
    /** An operation with the object that knows it: a sector write or a name change. */
    private record Item(
            long sequence, Object source, DiskOperation operation, String name, long offset, boolean fills) {}

    private final Directory root;
    private final List<Item> items = new ArrayList<>();
    private final Set<Node> seen = new HashSet<>();

    private PendingOperations(Directory root) {
        this.root = root;
    }

    static PendingOperations of(Directory root) {
        PendingOperations operations = new PendingOperations(root);
        operations.collect(root, "");
        // A stable sort: the sectors of one write stay in order.
        operations.items.sort(Comparator.comparingLong(Item::sequence));
        return operations;
    }

    private void collect(Directory directory, String prefix) {
        seen.add(directory);
        for (Directory.NameChange change : directory.pending()) {
            items.add(new Item(change.sequence(), change, change.operation(), prefix + change.to(), 0, false));
        }
        directory.names().forEach((name, node) -> collect(node, prefix + name));
        // What lost its name in the cache only may come back.
        directory.durableNames().forEach((name, node) -> collect(node, prefix + name));
        directory.pending().forEach(change -> collect(change.node(), prefix + change.to()));
    }

    private void collect(Node node, String name) {
        if (seen.contains(node)) {
            return;
        }
        if (node instanceof Directory directory) {
            collect(directory, name + "/");
            return;
        }
        seen.add(node);
        FileContent file = (FileContent) node;
        for (SectorWrite write : file.pending()) {
            long offset = (long) write.sector() * file.sectorBytes();
            boolean fills = file.fills(write);
            items.add(new Item(write.sequence(), write, DiskOperation.WRITE, name, offset, fills));
        }
    }

    List<PendingOperation> list() {
        List<PendingOperation> list = new ArrayList<>(items.size());
        for (Item item : items) {
            list.add(new PendingOperation(list.size(), item.operation(), item.name(), item.offset(), item.fills()));
        }
        return list;
    }

    /** Brings everything below the root into the state that a power cut leaves. */
    void cut(Survivors survivors, RandomGenerator random) {
        Map<Object, Integer> surviving = new HashMap<>();
        List<PendingOperation> list = list();
        for (int i = 0; i < list.size(); i++) {
            surviving.put(items.get(i).source(), survivors.bytesOf(list.get(i)));
        }
        cut(root, surviving, survivors.lengthsSurvive(), random);
    }

    private static void cut(
            Directory directory, Map<Object, Integer> surviving, boolean lengthsSurvive, RandomGenerator random) {
        directory.powerCut(change -> surviving.get(change) != Survivors.LOST);
        for (Node node : directory.names().values()) {
            if (node instanceof Directory child) {
                cut(child, surviving, lengthsSurvive, random);
            } else {
                ((FileContent) node).powerCut(surviving::get, lengthsSurvive, random);
            }
        }
    }
}
