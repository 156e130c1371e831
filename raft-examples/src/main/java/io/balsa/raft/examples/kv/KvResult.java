package io.balsa.raft.examples.kv;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the state machine answers to a command or a query. Its bytes, big-endian: 1 byte version, 1; 1 byte status (ordinal); 8 bytes
 * index; 8 bytes key version; the rest is the payload.
 *
 * @param status what came of it
 * @param index the log index at which it was answered: the command's own, or for a query the last one applied
 * @param version the key's version after that, 0 if the key does not exist
 * @param payload the value if {@link Status#FOUND}, UTF-8 text that says what is wrong if {@link Status#BAD_COMMAND}, otherwise empty
 */
public record KvResult(Status status, long index, long version, byte[] payload) {
    private static final byte FORMAT_VERSION = 1;
    private static final byte[] NOTHING = {};

    /** What came of a command or query. Their order is their number in the bytes: add at the end only. */
    public enum Status {
        /** The query found the key. */
        FOUND,
        /** The key was set and did not exist before. */
        CREATED,
        /** The key was set and had a value before. */
        UPDATED,
        /** The key was removed. */
        DELETED,
        /** There is no such key. */
        NOT_FOUND,
        /** The precondition does not hold; nothing was changed. */
        PRECONDITION_FAILED,
        /** A server's address was noted. */
        ANNOUNCED,
        /** The bytes were no command; nothing was changed. */
        BAD_COMMAND
    }

    static KvResult of(Status status, long index, long version) {
        return new KvResult(status, index, version, NOTHING);
    }

    static KvResult badCommand(long index, String reason) {
        return new KvResult(Status.BAD_COMMAND, index, 0, reason.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the result's bytes} */
    public byte[] encode() {
        return ByteBuffer.allocate(2 + 2 * Long.BYTES + payload.length)
                .put(FORMAT_VERSION)
                .put((byte) status.ordinal())
                .putLong(index)
                .putLong(version)
                .put(payload)
                .array();
    }

    /**
     * Decodes a result.
     *
     * @param bytes its bytes
     * @return the result
     * @throws MalformedCommandException if they are not the bytes of one
     */
    public static KvResult decode(byte[] bytes) throws MalformedCommandException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            byte format = in.get();
            byte number = in.get();
            if (format != FORMAT_VERSION || number < 0 || number >= Status.values().length) {
                throw new MalformedCommandException(
                        "result version " + format + ", status " + number + ": expected version " + FORMAT_VERSION
                                + " and a status of 0 to " + (Status.values().length - 1));
            }
            long index = in.getLong();
            long version = in.getLong();
            byte[] payload = new byte[in.remaining()];
            in.get(payload);
            return new KvResult(Status.values()[number], index, version, payload);
        } catch (BufferUnderflowException e) {
            throw new MalformedCommandException("result: ends too early");
        }
    }
}
