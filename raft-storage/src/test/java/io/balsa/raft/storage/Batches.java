package io.balsa.raft.storage;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes batches and looks into logs. */
final class Batches {
    static final String CLUSTER = "test-cluster";
    static final NodeId NODE = NodeId.of("n1");
    static final StorageOptions SMALL = StorageOptions.builder()
            .segmentBytes(32 << 10)
            .writeBufferBytes(16 << 10)
            .build();

    /** Large enough for a history with several votes in one segment. */
    static final StorageOptions ROOMY = StorageOptions.builder()
            .segmentBytes(48 << 10)
            .writeBufferBytes(16 << 10)
            .build();

    private Batches() {}

    /** Entries whose payloads tell index and term, so that a mix-up shows. */
    static EncodedEntries entries(long firstIndex, int count, long term, int payloadBytes) {
        EntryEncoder encoder =
                new EntryEncoder(count * EntryFormat.encodedBytes(payloadBytes), firstIndex, term, 1000 + term);
        for (int i = 0; i < count; i++) {
            byte[] payload = new byte[payloadBytes];
            Arrays.fill(payload, (byte) (31 * (firstIndex + i) + term));
            encoder.add(EntryKind.COMMAND, payload);
        }
        return encoder.finish();
    }

    static WriteBatch append(EncodedEntries entries) {
        return new WriteBatch(1, Optional.empty(), 0, entries);
    }

    static WriteBatch append(long firstIndex, int count, long term, int payloadBytes) {
        return append(entries(firstIndex, count, term, payloadBytes));
    }

    static WriteBatch replace(long fromIndex, int count, long term, int payloadBytes) {
        return new WriteBatch(1, Optional.empty(), fromIndex, entries(fromIndex, count, term, payloadBytes));
    }

    static WriteBatch truncate(long fromIndex) {
        return new WriteBatch(1, Optional.empty(), fromIndex, EncodedEntries.none(fromIndex));
    }

    static WriteBatch vote(long term, String candidate) {
        return new WriteBatch(1, Optional.of(hardState(term, candidate)), 0, EncodedEntries.none(1));
    }

    static WriteBatch vote(long term, String candidate, EncodedEntries entries) {
        return new WriteBatch(1, Optional.of(hardState(term, candidate)), 0, entries);
    }

    static HardState hardState(long term, String candidate) {
        return new HardState(term, candidate.isEmpty() ? Optional.empty() : Optional.of(NodeId.of(candidate)));
    }

    static LogStorage open(MemoryDisk disk) throws StorageException {
        return FileStorage.on(disk, SMALL).open(CLUSTER, NODE);
    }

    static LogStorage openRoomy(MemoryDisk disk) throws StorageException {
        return FileStorage.on(disk, ROOMY).open(CLUSTER, NODE);
    }

    static void persist(LogStorage log, WriteBatch... batches) throws StorageException {
        log.persist(List.of(batches));
    }

    /** All that a log holds: what was restored, and every entry as index, term and checksum of its payload. */
    static Contents contents(LogStorage log, RestoredState state) throws StorageException {
        List<String> found = new ArrayList<>();
        long next = state.baseIndex() + 1;
        while (next <= state.lastIndex()) {
            EncodedEntries part = log.read(next, state.lastIndex(), 3000);
            found.addAll(describe(part));
            next = part.lastIndex() + 1;
        }
        return new Contents(state.hardState(), found);
    }

    static Contents reopen(MemoryDisk disk) throws StorageException {
        try (LogStorage log = open(disk)) {
            return contents(log, log.restored());
        }
    }

    static List<String> describe(EncodedEntries entries) {
        List<String> found = new ArrayList<>();
        EntryCursor cursor = entries.cursor();
        while (cursor.next()) {
            ByteBuffer payload = cursor.payload();
            found.add(cursor.index() + ":" + cursor.term() + ":" + payload.remaining() + ":" + payload.hashCode());
        }
        return found;
    }

    /** What a log holds, to compare. */
    record Contents(HardState hardState, List<String> entries) {
        static final Contents EMPTY = new Contents(HardState.INITIAL, List.of());

        Contents after(WriteBatch batch) {
            List<String> now = new ArrayList<>(entries);
            if (batch.truncateFrom() != 0) {
                now = new ArrayList<>(now.subList(0, (int) batch.truncateFrom() - 1));
            }
            now.addAll(describe(batch.entries()));
            return new Contents(batch.hardState().orElse(hardState), now);
        }
    }
}
