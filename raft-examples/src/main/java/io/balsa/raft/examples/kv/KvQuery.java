package io.balsa.raft.examples.kv;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Asks for a key. Its bytes: 1 byte version, 1; then the key as in {@link KvCommandFormat}.
 *
 * @param key the key
 */
public record KvQuery(String key) {
    private static final byte VERSION = 1;

    /**
     * {@return the query's bytes}
     *
     * @throws IllegalArgumentException if the key is empty or too long
     */
    public byte[] encode() {
        byte[] bytes = KvCommandFormat.key(key);
        ByteBuffer out =
                ByteBuffer.allocate(1 + KvCommandFormat.keyBytes(bytes)).put(VERSION);
        return KvCommandFormat.putKey(out, bytes).array();
    }

    /**
     * Decodes a query.
     *
     * @param bytes its bytes
     * @return the query
     * @throws MalformedCommandException if they are not the bytes of one
     */
    public static KvQuery decode(byte[] bytes) throws MalformedCommandException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new MalformedCommandException("query version " + version + ": expected " + VERSION);
            }
            KvQuery query = new KvQuery(KvCommandFormat.key(in));
            if (in.hasRemaining()) {
                throw new MalformedCommandException("query: " + in.remaining() + " bytes too many");
            }
            return query;
        } catch (BufferUnderflowException e) {
            throw new MalformedCommandException("query: ends too early");
        }
    }
}
