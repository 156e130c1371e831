package io.balsa.raft.testkit.contract;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.Storage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.testkit.memory.MemoryStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A storage in memory with a fault. */
final class BrokenStorage implements Storage {
    enum Fault {
        NONE,
        FORGETS_THE_VOTE,
        FORGETS_THE_TERM_RUNS,
        LOSES_THE_LAST_BATCH_OF_A_CALL,
        IGNORES_CUTS_ALONE,
        READS_MORE_THAN_ALLOWED,
        READS_ONE_ENTRY_AT_A_TIME,
        PROMISES_TOO_MUCH,
        BELONGS_TO_ANYBODY,
        OPENS_TWICE,
        KEEPS_THE_BYTES_OF_OTHERS,
        LOSES_ENTRIES_WHEN_IDLE
    }

    private final MemoryStorage sound = new MemoryStorage();
    private final Fault fault;

    BrokenStorage(Fault fault) {
        this.fault = fault;
    }

    @Override
    public LogStorage open(String clusterId, NodeId node) throws StorageException {
        if (fault == Fault.OPENS_TWICE) {
            sound.crash();
        }
        return new Log(
                fault == Fault.BELONGS_TO_ANYBODY ? sound.open("any", NodeId.of("any")) : sound.open(clusterId, node));
    }

    private final class Log implements LogStorage {
        private final LogStorage log;
        private final List<EncodedEntries> kept = new ArrayList<>();

        Log(LogStorage log) {
            this.log = log;
        }

        @Override
        public RestoredState restored() {
            RestoredState found = log.restored();
            return switch (fault) {
                case FORGETS_THE_VOTE ->
                    new RestoredState(
                            new HardState(found.hardState().term(), Optional.empty()),
                            found.baseIndex(),
                            found.baseTerm(),
                            found.lastIndex(),
                            found.termRuns(),
                            found.configurations());
                case FORGETS_THE_TERM_RUNS ->
                    new RestoredState(
                            found.hardState(),
                            found.baseIndex(),
                            found.baseTerm(),
                            found.lastIndex(),
                            found.termRuns().stream().limit(1).toList(),
                            found.configurations());
                default -> found;
            };
        }

        @Override
        public void persist(List<WriteBatch> batches) throws StorageException {
            boolean drops = fault == Fault.IGNORES_CUTS_ALONE && batches.size() == 1 && cutsOnly(batches.get(0));
            if (fault == Fault.LOSES_THE_LAST_BATCH_OF_A_CALL && batches.size() > 1) {
                log.persist(batches.subList(0, batches.size() - 1));
            } else if (!drops) {
                log.persist(batches);
            }
            if (fault == Fault.KEEPS_THE_BYTES_OF_OTHERS) {
                batches.forEach(batch -> kept.add(batch.entries()));
            }
        }

        private static boolean cutsOnly(WriteBatch batch) {
            return batch.truncateFrom() > 0 && batch.entries().isEmpty();
        }

        @Override
        public EncodedEntries read(long from, long to, long maxBytes) throws StorageException {
            for (EncodedEntries entries : kept) {
                if (from == entries.firstIndex() && to == entries.lastIndex()) {
                    return entries.slice(from, log.lastIndexWithin(from, to, maxBytes));
                }
            }
            return switch (fault) {
                case READS_MORE_THAN_ALLOWED -> log.read(from, to, maxBytes + Math.min(maxBytes, 20));
                case READS_ONE_ENTRY_AT_A_TIME -> log.read(from, from, maxBytes);
                default -> log.read(from, to, maxBytes);
            };
        }

        @Override
        public long lastIndexWithin(long from, long to, long maxBytes) {
            return fault == Fault.PROMISES_TOO_MUCH ? to : log.lastIndexWithin(from, to, maxBytes);
        }

        @Override
        public void idle() throws StorageException {
            if (fault == Fault.LOSES_ENTRIES_WHEN_IDLE && log.restored().lastIndex() == 0) {
                log.persist(List.of(new WriteBatch(1_000_000, Optional.empty(), 1, EncodedEntries.none(1))));
            }
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
