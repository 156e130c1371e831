package io.balsa.raft.examples.kv.server;

import io.balsa.raft.examples.kv.KvHeaders;
import io.balsa.raft.examples.kv.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client gets.
 *
 * @param status the HTTP status
 * @param headers the headers, but for those that the server sets itself
 * @param body the body; for HEAD only its length is sent
 */
record Answer(int status, Map<String, String> headers, byte[] body) {
    private static final String RETRY_AFTER_SECONDS = "1";

    static Answer json(int status, Map<String, Object> body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), utf8(Json.write(body) + "\n"));
    }

    static Answer bytes(byte[] body) {
        return new Answer(200, Map.of("Content-Type", "application/octet-stream"), body);
    }

    static Answer error(ErrorCode code, String message) {
        Answer answer = json(code.status(), Json.object("code", code, "message", message));
        return code.status() == 503 ? answer.with("Retry-After", RETRY_AFTER_SECONDS) : answer;
    }

    Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    /** With the index and, if the key exists, its version as entity tag. */
    Answer at(long index, long version) {
        Answer indexed = with(KvHeaders.INDEX, Long.toString(index));
        return version > 0 ? indexed.with("ETag", "\"" + version + "\"") : indexed;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
