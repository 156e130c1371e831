package io.balsa.raft.examples.kv.client;

import io.balsa.raft.examples.kv.KeyPath;
import java.util.Map;

/**
 * What is asked of a server.
 *
 * @param method the HTTP method
 * @param path the path
 * @param headers further headers
 * @param body the body, perhaps empty
 */
public record Request(String method, String path, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    /**
     * Asks for a key.
     *
     * @param key the key
     * @return the request
     */
    public static Request get(String key) {
        return new Request("GET", KeyPath.encode(key), Map.of(), NOTHING);
    }

    /**
     * Sets a key.
     *
     * @param key the key
     * @param value its value
     * @return the request
     */
    public static Request put(String key, byte[] value) {
        return new Request("PUT", KeyPath.encode(key), Map.of(), value);
    }

    /**
     * Removes a key.
     *
     * @param key the key
     * @return the request
     */
    public static Request delete(String key) {
        return new Request("DELETE", KeyPath.encode(key), Map.of(), NOTHING);
    }

    /** {@return a request for what a server knows of itself} */
    public static Request status() {
        return new Request("GET", "/status", Map.of(), NOTHING);
    }

    /**
     * This request, to take effect only if the key has this version.
     *
     * @param version the version
     * @return the request
     */
    public Request ifVersion(long version) {
        return new Request(method, path, Map.of("If-Match", "\"" + version + "\""), body);
    }

    /** {@return this request, to take effect only if the key does not exist} */
    public Request ifAbsent() {
        return new Request(method, path, Map.of("If-None-Match", "*"), body);
    }

    boolean isWrite() {
        return !method.equals("GET");
    }
}
