package io.balsa.raft.spi;

import java.nio.ByteBuffer;

/** Walks over encoded entries without allocating an object for each. For one thread. */
public final class EntryCursor {
    private final ByteBuffer[] buffers;
    private int buffer;
    private int next;
    private int start;
    private ByteBuffer current;

    /** The same as {@link #current}, so that a view of a payload takes one object and not two. */
    private ByteBuffer readOnly;

    EntryCursor(ByteBuffer[] buffers) {
        this.buffers = buffers;
        this.current = buffers.length == 0 ? ByteBuffer.allocate(0) : buffers[0];
        this.readOnly = current.asReadOnlyBuffer();
    }

    /**
     * Moves to the next entry; before the first call the cursor stands in front of the first.
     *
     * @return false if there is none
     */
    public boolean next() {
        while (next >= current.limit()) {
            if (buffer + 1 >= buffers.length) {
                return false;
            }
            current = buffers[++buffer];
            readOnly = current.asReadOnlyBuffer();
            next = 0;
        }
        start = next;
        next = start + EntryFormat.HEADER_BYTES + payloadBytes();
        return true;
    }

    /** {@return the entry's index} */
    public long index() {
        return current.getLong(start + EntryFormat.INDEX_OFFSET);
    }

    /** {@return the entry's term} */
    public long term() {
        return current.getLong(start + EntryFormat.TERM_OFFSET);
    }

    /** {@return the leader's wall clock when it appended the entry, in milliseconds since 1970} */
    public long timestampMillis() {
        return current.getLong(start + EntryFormat.TIMESTAMP_OFFSET);
    }

    /** {@return whether the entry is a command of the application} */
    public boolean isCommand() {
        return current.get(start + EntryFormat.KIND_OFFSET) == EntryKind.COMMAND.code();
    }

    /** {@return the length of the entry's payload in bytes} */
    public int payloadBytes() {
        return current.getInt(start + EntryFormat.LENGTH_OFFSET);
    }

    /** {@return a read-only view of the payload} */
    public ByteBuffer payload() {
        return readOnly.slice(start + EntryFormat.HEADER_BYTES, payloadBytes());
    }
}
