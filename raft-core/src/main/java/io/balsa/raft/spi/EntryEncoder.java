package io.balsa.raft.spi;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Encodes consecutive entries of one term into one buffer of a size known beforehand: the one copy of a payload that a leader makes.
 * For one use, by one thread.
 */
public final class EntryEncoder {
    private final ByteBuffer out;
    private final CRC32C crc = new CRC32C();
    private final long firstIndex;
    private final long term;
    private final long timestampMillis;
    private final List<ConfigurationEntry> configurations = new ArrayList<>(0);
    private long nextIndex;
    private int lastEntryOffset;

    /**
     * Begins a batch.
     *
     * @param encodedBytes the sum of {@link EntryFormat#encodedBytes} of all entries to come
     * @param firstIndex index of the first
     * @param term term of all
     * @param timestampMillis the leader's wall clock, in milliseconds since 1970
     */
    public EntryEncoder(int encodedBytes, long firstIndex, long term, long timestampMillis) {
        this(ByteBuffer.allocate(encodedBytes), firstIndex, term, timestampMillis);
    }

    /**
     * Begins a batch in memory of the caller's.
     *
     * @param target where to write, from position 0 to the limit: exactly the sum of {@link EntryFormat#encodedBytes} of all entries to come
     * @param firstIndex index of the first
     * @param term term of all
     * @param timestampMillis the leader's wall clock, in milliseconds since 1970
     */
    public EntryEncoder(ByteBuffer target, long firstIndex, long term, long timestampMillis) {
        this.out = target;
        this.firstIndex = firstIndex;
        this.term = term;
        this.timestampMillis = timestampMillis;
        this.nextIndex = firstIndex;
    }

    /**
     * Appends an entry.
     *
     * @param kind {@link EntryKind#COMMAND} or {@link EntryKind#NO_OP}
     * @param payload its payload, copied
     */
    public void add(EntryKind kind, byte[] payload) {
        if (kind == EntryKind.CONFIGURATION) {
            throw new IllegalArgumentException("kind CONFIGURATION: expected a call of add(Membership)");
        }
        put(kind, payload);
    }

    /**
     * Appends a configuration entry, whose payload is {@link MembershipFormat#encode}.
     *
     * @param membership the membership that it brings into force
     */
    public void add(Membership membership) {
        configurations.add(new ConfigurationEntry(nextIndex, membership));
        put(EntryKind.CONFIGURATION, MembershipFormat.encode(membership));
    }

    private void put(EntryKind kind, byte[] payload) {
        lastEntryOffset = out.position();
        EntryFormat.put(out, crc, nextIndex++, term, timestampMillis, kind, payload);
    }

    /**
     * Ends the batch.
     *
     * @return the entries
     * @throws IllegalStateException if they fill less than the size promised
     */
    public EncodedEntries finish() {
        if (out.hasRemaining()) {
            throw new IllegalStateException(out.remaining() + " bytes of the entry batch were not filled");
        }
        List<TermRun> runs = nextIndex == firstIndex ? List.of() : List.of(new TermRun(firstIndex, term));
        return new EncodedEntries(
                firstIndex,
                nextIndex - 1,
                runs,
                List.copyOf(configurations),
                new ByteBuffer[] {out.flip()},
                lastEntryOffset);
    }
}
