package io.balsa.raft.node;

import io.balsa.raft.core.LogSlices;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.LogStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/**
 * The end of the log in memory of its own, in the blocks in which it came in. What is not durable yet is always here; what
 * is durable is let go of when there are too many bytes, and is then handed out as {@link StoredEntries}. Confined to the
 * node agent.
 */
final class LogTail implements LogSlices {
    /** What a block costs besides its entries, roughly, so that many tiny blocks count too. */
    private static final long BLOCK_OVERHEAD_BYTES = 256;

    private static final int MIN_CHUNK_BYTES = 512;
    private static final int MAX_CHUNK_BYTES = 1 << 20;
    private static final int CHUNKS = 16;

    private record Block(EncodedEntries entries, TailMemory.Chunk chunk) {}

    private final LogStorage storage;
    private final long maxBytes;
    private final TailMemory memory;
    private final TreeMap<Long, Block> blocks = new TreeMap<>();

    /** Terms from the core's metadata; the core is made with this object, so it comes later. */
    private LongUnaryOperator termAt = index -> {
        throw new IllegalStateException("the log tail was not connected to a core");
    };

    private long firstCached;
    private long lastIndex;
    private long bytes;
    private long lastTimestampMillis;

    /**
     * Begins with nothing in memory.
     *
     * @param lastIndex end of the log in the storage
     * @param lastTimestampMillis timestamp there; 0 if there is no entry
     * @param beforeReuse see {@link NodeEnvironment#beforeReuse}
     */
    LogTail(LogStorage storage, long maxBytes, long lastIndex, long lastTimestampMillis, Consumer<byte[]> beforeReuse) {
        this.storage = storage;
        this.maxBytes = maxBytes;
        int chunkBytes = (int) Math.max(MIN_CHUNK_BYTES, Math.min(MAX_CHUNK_BYTES, maxBytes / CHUNKS));
        this.memory = new TailMemory(chunkBytes, beforeReuse);
        this.firstCached = lastIndex + 1;
        this.lastIndex = lastIndex;
        this.lastTimestampMillis = lastTimestampMillis;
    }

    void connect(LongUnaryOperator termAt) {
        this.termAt = termAt;
    }

    long lastIndex() {
        return lastIndex;
    }

    /**
     * {@return the latest timestamp of any entry that was ever in this log, as far as known: new ones must not lie
     * before it}
     */
    long lastTimestampMillis() {
        return lastTimestampMillis;
    }

    long firstCachedIndex() {
        return firstCached;
    }

    /**
     * Appends a copy of entries.
     *
     * @param seq the batch with which they become durable
     * @return the copy, good until the batch is durable; and what {@link #slice} hands out to be applied is good until it
     *     is applied
     */
    EncodedEntries stage(EncodedEntries entries, long seq) {
        if (entries.firstIndex() != lastIndex + 1) {
            throw new IllegalStateException(entries + " to be staged behind index " + lastIndex);
        }
        if (entries.isEmpty()) {
            return entries;
        }
        TailMemory.Chunk chunk = memory.chunkFor(Math.toIntExact(entries.sizeInBytes()));
        EncodedEntries ours = entries.copyTo(TailMemory.bytesOf(chunk));
        memory.blockAdded(chunk, seq, ours.lastIndex());
        blocks.put(ours.firstIndex(), new Block(ours, chunk));
        bytes += costOf(ours);
        lastIndex = ours.lastIndex();
        lastTimestampMillis = Math.max(lastTimestampMillis, ours.lastTimestampMillis());
        return ours;
    }

    /** Entries up to an index were handed out to be applied. */
    void dispatched(long index) {
        memory.dispatched(index);
    }

    /** Forgets the entries from an index on. */
    void truncateFrom(long index) {
        Map.Entry<Long, Block> cut = blocks.lowerEntry(index);
        for (Block gone : blocks.tailMap(index, true).values()) {
            letGo(gone);
        }
        blocks.tailMap(index, true).clear();
        if (cut != null && cut.getValue().entries().lastIndex() >= index) {
            EncodedEntries whole = cut.getValue().entries();
            EncodedEntries kept = whole.slice(whole.firstIndex(), index - 1, Long.MAX_VALUE);
            bytes += costOf(kept) - costOf(whole);
            blocks.put(cut.getKey(), new Block(kept, cut.getValue().chunk()));
        }
        lastIndex = index - 1;
        firstCached = Math.min(firstCached, index);
    }

    /** Lets go of the oldest blocks while there are too many bytes, as far as they can be read from the storage. */
    void evict(long durableIndex) {
        while (bytes > maxBytes && !blocks.isEmpty()) {
            Block oldest = blocks.firstEntry().getValue();
            if (oldest.entries().lastIndex() > durableIndex) {
                return;
            }
            blocks.pollFirstEntry();
            letGo(oldest);
            firstCached = oldest.entries().lastIndex() + 1;
        }
    }

    private void letGo(Block block) {
        bytes -= costOf(block.entries());
        memory.blockRemoved(block.chunk());
    }

    /** All batches up to {@code persistedSeq} are durable, and all entries up to {@code appliedIndex} are applied. */
    void recycle(long persistedSeq, long appliedIndex) {
        memory.recycle(persistedSeq, appliedIndex);
    }

    private static long costOf(EncodedEntries block) {
        return BLOCK_OVERHEAD_BYTES + block.sizeInBytes();
    }

    @Override
    public Entries slice(long from, long to, long maxBytes) {
        if (from > to || to > lastIndex) {
            throw new IllegalArgumentException(
                    "slice " + from + " to " + to + ": expected a part of the log, which ends at " + lastIndex);
        }
        if (from < firstCached) {
            long last = storage.lastIndexWithin(from, Math.min(to, firstCached - 1), maxBytes);
            return StoredEntries.of(from, last, maxBytes, termAt);
        }
        EncodedEntries first = blocks.floorEntry(from).getValue().entries();
        EncodedEntries part = first.slice(from, Math.min(to, first.lastIndex()), maxBytes);
        if (part.lastIndex() == to || part.lastIndex() < first.lastIndex()) {
            return part;
        }
        return joined(part, to, maxBytes);
    }

    private EncodedEntries joined(EncodedEntries first, long to, long maxBytes) {
        List<EncodedEntries> parts = new ArrayList<>();
        parts.add(first);
        long left = maxBytes - first.sizeInBytes();
        for (Block next : blocks.tailMap(first.lastIndex() + 1, true).values()) {
            EncodedEntries block = next.entries();
            if (block.firstIndex() > to || firstEntryBytes(block) > left) {
                break;
            }
            EncodedEntries part = block.slice(block.firstIndex(), Math.min(to, block.lastIndex()), left);
            parts.add(part);
            left -= part.sizeInBytes();
            if (part.lastIndex() < block.lastIndex()) {
                break;
            }
        }
        return EncodedEntries.join(parts);
    }

    private static int firstEntryBytes(EncodedEntries block) {
        EntryCursor cursor = block.cursor();
        cursor.next();
        return EntryFormat.encodedBytes(cursor.payloadBytes());
    }
}
