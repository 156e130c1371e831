package io.balsa.raft.testkit.disk;

import io.balsa.raft.storage.disk.DiskLock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who holds which lock of a simulated disk. Locks end with the process. */
final class DiskLocks {
    private final Map<String, Long> holders = new HashMap<>();
    private long lastHolder;

    synchronized Optional<DiskLock> lock(String name) {
        if (holders.containsKey(name)) {
            return Optional.empty();
        }
        long holder = ++lastHolder;
        holders.put(name, holder);
        return Optional.of(() -> unlock(name, holder));
    }

    /** Lets go of a lock, unless a crash did and somebody else has it by now. */
    private synchronized void unlock(String name, long holder) {
        holders.remove(name, holder);
    }

    synchronized void releaseAll() {
        holders.clear();
    }
}
