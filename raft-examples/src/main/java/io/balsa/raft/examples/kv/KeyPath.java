package io.balsa.raft.examples.kv;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Keys as part of a path: {@code /kv/} and the key's UTF-8 bytes, percent-encoded (RFC 3986 §2.1). A {@code +} is a plus sign: only forms
 * write spaces that way.
 */
public final class KeyPath {
    /** What stands before the key. */
    public static final String PREFIX = "/kv/";

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~";

    private KeyPath() {}

    /**
     * The path of a key. Encodes all but letters, digits and {@code - _ ~}; the dot too, so that no client takes a key {@code ..} for a
     * step up.
     *
     * @param key the key
     * @return its path
     */
    public static String encode(String key) {
        StringBuilder path = new StringBuilder(PREFIX);
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && UNRESERVED.indexOf(b) >= 0) {
                path.append((char) b);
            } else {
                path.append(String.format("%%%02X", b));
            }
        }
        return path.toString();
    }

    /**
     * The key of a path.
     *
     * @param rawPath a path that begins with {@link #PREFIX}, as it came
     * @return its key, not empty
     * @throws IllegalArgumentException if there is no key, it is too long, or its encoding is broken
     */
    public static String decode(String rawPath) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = PREFIX.length(); i < rawPath.length(); i++) {
            char c = rawPath.charAt(i);
            if (c == '%') {
                bytes.write(hex(rawPath, i + 1) << 4 | hex(rawPath, i + 2));
                i += 2;
            } else if (c < 0x100) {
                // The JDK's server hands on bytes that a client left unencoded as one character each.
                bytes.write(c);
            } else {
                throw new IllegalArgumentException("key: character '" + c + "' is not percent-encoded");
            }
        }
        if (bytes.size() == 0 || bytes.size() > KvCommandFormat.MAX_KEY_BYTES) {
            throw new IllegalArgumentException("key of " + bytes.size() + " bytes: expected 1 to "
                    + KvCommandFormat.MAX_KEY_BYTES + " after " + PREFIX);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("key: expected percent-encoded UTF-8, got other bytes", e);
        }
    }

    private static int hex(String path, int at) {
        int digit = at < path.length() ? Character.digit(path.charAt(at), 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("key: expected two hexadecimal digits after % at " + (at - 1));
        }
        return digit;
    }
}
