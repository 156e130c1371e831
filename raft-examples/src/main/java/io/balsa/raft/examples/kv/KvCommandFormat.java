package io.balsa.raft.examples.kv;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a {@link KvCommand}. All numbers are big-endian; text is UTF-8.
 *
 * <pre>
 * 1 byte     version, 1
 * 1 byte     1 put, 2 delete, 3 announce
 * put        precondition, key, 4 bytes length, value
 * delete     precondition, key
 * announce   key-like name of the server, key-like address
 *
 * precondition   1 byte rule (code of {@link Precondition.Kind});
 *                rules that name versions: 2 bytes how many, 8 bytes each
 * key            2 bytes length (1 to 4096), bytes
 * </pre>
 *
 * Nothing may follow. A command of an unknown version is answered as malformed, by every server alike; so before the version is
 * raised, all servers must know the new one.
 */
public final class KvCommandFormat {
    /** The longest key, in bytes of UTF-8. */
    public static final int MAX_KEY_BYTES = 4096;

    /** By how much a command is longer than its key and its value, at most. */
    public static final int MAX_OVERHEAD_BYTES = 64 + Long.BYTES * Precondition.MAX_VERSIONS;

    private static final byte VERSION = 1;
    private static final byte PUT = 1;
    private static final byte DELETE = 2;
    private static final byte ANNOUNCE = 3;

    private KvCommandFormat() {}

    /**
     * Encodes a command.
     *
     * @param command the command
     * @return its bytes
     * @throws IllegalArgumentException if a key is empty or too long
     */
    public static byte[] encode(KvCommand command) {
        if (command instanceof KvCommand.Put put) {
            byte[] key = key(put.key());
            ByteBuffer out = begin(PUT, preconditionBytes(put.precondition()) + keyBytes(key) + 4 + put.value().length);
            putPrecondition(out, put.precondition());
            return putKey(out, key).putInt(put.value().length).put(put.value()).array();
        }
        if (command instanceof KvCommand.Delete delete) {
            byte[] key = key(delete.key());
            ByteBuffer out = begin(DELETE, preconditionBytes(delete.precondition()) + keyBytes(key));
            putPrecondition(out, delete.precondition());
            return putKey(out, key).array();
        }
        KvCommand.Announce announce = (KvCommand.Announce) command;
        byte[] node = key(announce.node());
        byte[] address = key(announce.address());
        ByteBuffer out = begin(ANNOUNCE, keyBytes(node) + keyBytes(address));
        return putKey(putKey(out, node), address).array();
    }

    /**
     * Decodes a command.
     *
     * @param in its bytes, from position to limit; the position moves
     * @return the command; keeps none of the buffer's bytes
     * @throws MalformedCommandException if they are not the bytes of one
     */
    public static KvCommand decode(ByteBuffer in) throws MalformedCommandException {
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new MalformedCommandException("command version " + version + ": expected " + VERSION);
            }
            KvCommand command = body(in);
            if (in.hasRemaining()) {
                throw new MalformedCommandException("command: " + in.remaining() + " bytes too many");
            }
            return command;
        } catch (BufferUnderflowException e) {
            throw new MalformedCommandException("command: ends too early");
        }
    }

    private static KvCommand body(ByteBuffer in) throws MalformedCommandException {
        byte kind = in.get();
        return switch (kind) {
            case PUT -> {
                Precondition precondition = precondition(in);
                String key = key(in);
                yield new KvCommand.Put(key, bytes(in, in.getInt()), precondition);
            }
            case DELETE -> {
                Precondition precondition = precondition(in);
                yield new KvCommand.Delete(key(in), precondition);
            }
            case ANNOUNCE -> {
                String node = key(in);
                yield new KvCommand.Announce(node, key(in));
            }
            default ->
                throw new MalformedCommandException("command kind " + kind + ": expected " + PUT + " to " + ANNOUNCE);
        };
    }

    private static Precondition precondition(ByteBuffer in) throws MalformedCommandException {
        byte code = in.get();
        Precondition.Kind kind = Precondition.Kind.ofCode(code)
                .orElseThrow(() -> new MalformedCommandException("precondition rule " + code + ": expected 0 to 4"));
        List<Long> versions = new ArrayList<>();
        if (kind.namesVersions()) {
            int count = Short.toUnsignedInt(in.getShort());
            if (count == 0 || count > Precondition.MAX_VERSIONS) {
                throw new MalformedCommandException("precondition " + kind + " with " + count
                        + " versions: expected 1 to " + Precondition.MAX_VERSIONS);
            }
            for (int i = 0; i < count; i++) {
                versions.add(in.getLong());
            }
        }
        return new Precondition(kind, versions);
    }

    static String key(ByteBuffer in) throws MalformedCommandException {
        int length = Short.toUnsignedInt(in.getShort());
        if (length == 0 || length > MAX_KEY_BYTES) {
            throw new MalformedCommandException("key of " + length + " bytes: expected 1 to " + MAX_KEY_BYTES);
        }
        byte[] bytes = bytes(in, length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedCommandException("key: not UTF-8");
        }
    }

    static byte[] bytes(ByteBuffer in, int length) throws MalformedCommandException {
        // Compared before anything is allocated: a flipped length must not cost two gigabytes.
        if (length < 0 || length > in.remaining()) {
            throw new MalformedCommandException(
                    "length " + length + ": expected 0 to " + in.remaining() + ", the bytes that are left");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static ByteBuffer begin(byte kind, int bytes) {
        return ByteBuffer.allocate(2 + bytes).put(VERSION).put(kind);
    }

    private static int preconditionBytes(Precondition precondition) {
        return precondition.kind().namesVersions()
                ? 3 + Long.BYTES * precondition.versions().size()
                : 1;
    }

    private static void putPrecondition(ByteBuffer out, Precondition precondition) {
        out.put(precondition.kind().code());
        if (precondition.kind().namesVersions()) {
            out.putShort((short) precondition.versions().size());
            precondition.versions().forEach(out::putLong);
        }
    }

    static byte[] key(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MAX_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "key of " + bytes.length + " bytes: expected 1 to " + MAX_KEY_BYTES + " bytes of UTF-8");
        }
        return bytes;
    }

    static int keyBytes(byte[] key) {
        return 2 + key.length;
    }

    static ByteBuffer putKey(ByteBuffer out, byte[] key) {
        return out.putShort((short) key.length).put(key);
    }
}
