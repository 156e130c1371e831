package io.balsa.raft.testkit.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** A directory: the names on the medium, the names that everybody sees, and what was done to get from here to there. */
final class Directory implements Node {
    private SortedMap<String, Node> durable = new TreeMap<>();
    private SortedMap<String, Node> cached = new TreeMap<>();
    private final List<NameChange> pending = new ArrayList<>();

    /**
     * A name that was created, renamed or deleted.
     *
     * @param sequence its place among all that was issued to the disk
     * @param operation what was done
     * @param from the name that goes, or comes in case of a creation
     * @param to the name that comes; the same as {@code from} unless it is a rename
     * @param node what they stand for
     */
    record NameChange(long sequence, DiskOperation operation, String from, String to, Node node) {
        void applyTo(Map<String, Node> names) {
            if (operation != DiskOperation.CREATE) {
                names.remove(from);
            }
            if (operation != DiskOperation.DELETE) {
                names.put(to, node);
            }
        }
    }

    @Override
    public Node copy(Map<Node, Node> copies) {
        Node known = copies.get(this);
        if (known != null) {
            return known;
        }
        Directory copy = new Directory();
        copies.put(this, copy);
        durable.forEach((name, node) -> copy.durable.put(name, node.copy(copies)));
        cached.forEach((name, node) -> copy.cached.put(name, node.copy(copies)));
        for (NameChange c : pending) {
            copy.pending.add(new NameChange(
                    c.sequence(), c.operation(), c.from(), c.to(), c.node().copy(copies)));
        }
        return copy;
    }

    @Override
    public void addTo(CRC32C first, CRC32 second) {
        cached.forEach((name, node) -> {
            byte[] bytes = (name + '\n').getBytes(StandardCharsets.UTF_8);
            first.update(bytes, 0, bytes.length);
            second.update(bytes, 0, bytes.length);
            node.addTo(first, second);
        });
        first.update(0);
        second.update(0);
    }

    /** The names that everybody sees. */
    SortedMap<String, Node> names() {
        return cached;
    }

    /** The names on the medium. */
    SortedMap<String, Node> durableNames() {
        return durable;
    }

    List<NameChange> pending() {
        return pending;
    }

    // Paths below this directory, which is the root

    /** The directory of that name; the empty name is this one. */
    Directory directory(String path) throws IOException {
        Directory found = this;
        if (!path.isEmpty()) {
            for (String part : path.split("/", -1)) {
                if (!(found.cached.get(part) instanceof Directory child)) {
                    throw new NoSuchFileException(path);
                }
                found = child;
            }
        }
        return found;
    }

    Directory parentOf(String path) throws IOException {
        return directory(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    }

    static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    FileContent file(String path) throws IOException {
        if (!(parentOf(path).cached.get(lastPart(path)) instanceof FileContent file)) {
            throw new NoSuchFileException(path);
        }
        return file;
    }

    /** Makes directories durably, as their promise is; with them becomes durable what was pending next to them. */
    void makeDirectories(long sequence, String path) throws IOException {
        int parent = path.lastIndexOf('/');
        if (parent > 0) {
            makeDirectories(sequence, path.substring(0, parent));
        }
        if (!path.isEmpty() && !(parentOf(path).cached.get(lastPart(path)) instanceof Directory)) {
            Directory above = parentOf(path);
            above.create(sequence, lastPart(path), new Directory());
            above.force();
        }
    }

    /** All files below, by the names that everybody sees. */
    List<FileContent> files() {
        List<FileContent> files = new ArrayList<>();
        for (Node node : cached.values()) {
            if (node instanceof Directory child) {
                files.addAll(child.files());
            } else {
                files.add((FileContent) node);
            }
        }
        return files;
    }

    // Changes of the names in this directory

    void create(long sequence, String name, Node node) throws IOException {
        if (cached.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        change(new NameChange(sequence, DiskOperation.CREATE, name, name, node));
    }

    void rename(long sequence, String from, String to) throws IOException {
        change(new NameChange(sequence, DiskOperation.RENAME, from, to, named(from)));
    }

    void delete(long sequence, String name) throws IOException {
        if (named(name) instanceof Directory child && !child.cached.isEmpty()) {
            throw new DirectoryNotEmptyException(name);
        }
        change(new NameChange(sequence, DiskOperation.DELETE, name, name, named(name)));
    }

    private Node named(String name) throws IOException {
        Node node = cached.get(name);
        if (node == null) {
            throw new NoSuchFileException(name);
        }
        return node;
    }

    private void change(NameChange change) {
        change.applyTo(cached);
        pending.add(change);
    }

    void force() {
        pending.forEach(change -> change.applyTo(durable));
        pending.clear();
    }

    /** A force that fails: nothing that was pending becomes durable any more, by this force or a later one. */
    void failForce(ForceFault fault) {
        pending.clear();
        if (fault == ForceFault.REVERTS_CACHE) {
            cached = new TreeMap<>(durable);
        }
    }

    /** The power is cut. A change whose name depends on one that is lost is lost too. */
    void powerCut(Predicate<NameChange> survives) {
        Set<String> broken = new HashSet<>();
        for (NameChange change : pending) {
            if (survives.test(change) && !broken.contains(change.from()) && !broken.contains(change.to())) {
                change.applyTo(durable);
            } else {
                broken.add(change.from());
                broken.add(change.to());
            }
        }
        pending.clear();
        cached = new TreeMap<>(durable);
    }
}
