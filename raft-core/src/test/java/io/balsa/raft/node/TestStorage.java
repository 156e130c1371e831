package io.balsa.raft.node;

import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.Storage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.TermRun;
import io.balsa.raft.spi.WriteBatch;
import java.util.ArrayList;
import java.util.List;

/** A log in memory that outlives the server that opened it. */
final class TestStorage implements Storage {
    private final List<EncodedEntries> entries = new ArrayList<>();
    private HardState hardState = HardState.INITIAL;
    private boolean open;
    private StorageException failure;
    private int reads;
    private int idles;

    /** Runs in front of each write, on the thread that writes, without a lock. */
    volatile Runnable beforePersist = () -> {};

    /** As {@link #beforePersist}, for what is left for later. */
    volatile Runnable inSettle = () -> {};

    @Override
    public synchronized LogStorage open(String clusterId, NodeId node) throws StorageException {
        if (open) {
            throw new StorageException("the storage of " + node + " is open already");
        }
        open = true;
        failure = null;
        return new Log(restore());
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** Makes every write from now on fail. */
    synchronized void fail(String reason) {
        failure = new StorageException(reason);
    }

    synchronized long lastIndex() {
        return entries.size();
    }

    synchronized int reads() {
        return reads;
    }

    synchronized int idles() {
        return idles;
    }

    /** {@return all entries} */
    synchronized EncodedEntries all() {
        return entries.isEmpty() ? EncodedEntries.none(1) : EncodedEntries.join(entries);
    }

    synchronized void append(EncodedEntries appended) {
        for (long index = appended.firstIndex(); index <= appended.lastIndex(); index++) {
            if (index != entries.size() + 1) {
                throw new IllegalStateException(appended + " behind index " + entries.size());
            }
            entries.add(appended.slice(index, index, Long.MAX_VALUE).copy());
        }
    }

    synchronized void truncateFrom(long index) {
        entries.subList(Math.toIntExact(index - 1), entries.size()).clear();
    }

    private RestoredState restore() {
        EncodedEntries all = all();
        List<ConfigurationEntry> configurations = all.configurations();
        List<TermRun> runs = all.termRuns();
        return new RestoredState(hardState, 0, 0, entries.size(), runs, configurations);
    }

    private final class Log implements LogStorage {
        private final RestoredState restored;

        Log(RestoredState restored) {
            this.restored = restored;
        }

        @Override
        public RestoredState restored() {
            return restored;
        }

        @Override
        public void persist(List<WriteBatch> batches) throws StorageException {
            beforePersist.run();
            synchronized (TestStorage.this) {
                if (failure != null) {
                    throw failure;
                }
                for (WriteBatch batch : batches) {
                    if (batch.truncateFrom() > 0) {
                        truncateFrom(batch.truncateFrom());
                    }
                    append(batch.entries());
                    hardState = batch.hardState().orElse(hardState);
                }
            }
        }

        @Override
        public EncodedEntries read(long from, long to, long maxBytes) throws StorageException {
            synchronized (TestStorage.this) {
                reads++;
                if (!open || from < 1 || to > entries.size()) {
                    throw new StorageException("entries " + from + " to " + to + " are not there");
                }
                List<EncodedEntries> wanted = entries.subList(Math.toIntExact(from - 1), Math.toIntExact(to));
                return EncodedEntries.join(List.copyOf(wanted)).slice(from, to, maxBytes);
            }
        }

        @Override
        public long lastIndexWithin(long from, long to, long maxBytes) {
            synchronized (TestStorage.this) {
                List<EncodedEntries> wanted = entries.subList(Math.toIntExact(from - 1), Math.toIntExact(to));
                return EncodedEntries.join(List.copyOf(wanted))
                        .slice(from, to, maxBytes)
                        .lastIndex();
            }
        }

        @Override
        public void settle() {
            inSettle.run();
        }

        @Override
        public void idle() {
            synchronized (TestStorage.this) {
                idles++;
            }
        }

        @Override
        public void close() {
            synchronized (TestStorage.this) {
                open = false;
            }
        }
    }
}
