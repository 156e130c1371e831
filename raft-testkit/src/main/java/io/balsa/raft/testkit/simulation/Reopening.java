package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** I21, reopen equality: what is found on a disk is what was reported durable, and beyond it a prefix of what was written last. */
final class Reopening {
    private static final String NAME =
            "I21, what is reopened is what was reported durable, and perhaps more of what was written";

    private static final int TAIL = 100;

    private Reopening() {}

    /** {@return what is on the disk now} */
    static DurableImage check(NodeId id, LogStorage storage, DurableImage reported, List<WriteBatch> inDoubt)
            throws StorageException {
        DurableImage found = read(storage, reported);
        DurableImage possible = reported.copy();
        List<String> tried = new ArrayList<>();
        for (int survived = 0; ; survived++) {
            if (possible.equalsImage(found)) {
                return possible;
            }
            tried.add(possible.toString());
            if (survived == inDoubt.size()) {
                throw new InvariantBroken(NAME, id + " finds " + found + "; possible: " + tried);
            }
            possible.apply(inDoubt.get(survived));
        }
    }

    /** Terms of all entries from what the storage says, contents of the last ones from the disk; the others are checked when they are applied. */
    private static DurableImage read(LogStorage storage, DurableImage reported) throws StorageException {
        RestoredState restored = storage.restored();
        long first = Math.max(1, Math.min(reported.lastIndex(), restored.lastIndex()) - TAIL);
        DurableImage found = reported.copy();
        found.restore(restored, first - 1);
        for (long next = first; next <= restored.lastIndex(); ) {
            EncodedEntries part = storage.read(next, restored.lastIndex(), 1 << 20);
            found.apply(new WriteBatch(0, Optional.empty(), 0, part));
            next = part.lastIndex() + 1;
        }
        return found;
    }
}
