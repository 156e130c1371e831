package io.balsa.raft.examples.kv;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the state machine answers to a command or a query. Its bytes, big-endian: 1 byte version, 1; 1 byte status; 8 bytes
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

    /** What came of a command or query. The code is part of the bytes: never change or reuse one. */
    public enum Status {
        /** The query found the key. */
        FOUND(0),
        /** The key was set and did not exist before. */
        CREATED(1),
        /** The key was set and had a value before. */
        UPDATED(2),
        /** The key was removed. */
        DELETED(3),
        /** There is no such key. */
        NOT_FOUND(4),
        /** The precondition does not hold; nothing was changed. */
        PRECONDITION_FAILED(5),
        /** A server's address was noted. */
        ANNOUNCED(6),
        /** The bytes were no command; nothing was changed. */
        BAD_COMMAND(7);

        private final byte code;

        Status(int code) {
            this.code = (byte) code;
        }

        byte code() {
            return code;
        }

        static Optional<Status> ofCode(byte code) {
            return Arrays.stream(values()).filter(status -> status.code == code).findFirst();
        }
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
                .put(status.code())
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
            byte code = in.get();
            Optional<Status> status = Status.ofCode(code);
            if (format != FORMAT_VERSION || status.isEmpty()) {
                throw new MalformedCommandException("result version " + format + ", status " + code
                        + ": expected version " + FORMAT_VERSION + " and the code of a status");
            }
            long index = in.getLong();
            long version = in.getLong();
            byte[] payload = new byte[in.remaining()];
            in.get(payload);
            return new KvResult(status.get(), index, version, payload);
        } catch (BufferUnderflowException e) {
            throw new MalformedCommandException("result: ends too early");
        }
    }
}
