package io.balsa.raft.examples.kv.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.balsa.raft.examples.kv.KeyPath;
import io.balsa.raft.examples.kv.KvCommand;
import io.balsa.raft.examples.kv.KvHeaders;
import io.balsa.raft.examples.kv.Precondition;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked request for a key.
 *
 * @param method what to do
 * @param key the key
 * @param precondition what must hold of the key
 * @param conditionHeaders the headers that say so, to be passed on
 * @param body the value to set
 * @param forwardedTo the server that a follower meant it for, empty if it came from a client
 */
record KvRequest(
        Method method,
        String key,
        Precondition precondition,
        Map<String, String> conditionHeaders,
        byte[] body,
        Optional<String> forwardedTo) {

    enum Method {
        GET,
        HEAD,
        PUT,
        DELETE
    }

    private static final String ALLOWED = "GET, HEAD, PUT, DELETE";

    boolean isWrite() {
        return method == Method.PUT || method == Method.DELETE;
    }

    KvCommand command() {
        return method == Method.PUT
                ? new KvCommand.Put(key, body, precondition)
                : new KvCommand.Delete(key, precondition);
    }

    static boolean isAllowed(String method) {
        return List.of(ALLOWED.split(", ")).contains(method);
    }

    static Answer methodNotAllowed(String method, String allowed) {
        return Answer.error(ErrorCode.METHOD_NOT_ALLOWED, "method " + method + ": expected one of " + allowed)
                .with("Allow", allowed);
    }

    static Answer methodNotAllowed(String method) {
        return methodNotAllowed(method, ALLOWED);
    }

    static KvRequest parse(HttpExchange exchange, int maxValueBytes) throws IOException, RequestException {
        Method method = Method.valueOf(exchange.getRequestMethod());
        // The body first: a connection can be used again only once its request has been read.
        byte[] body = RequestBody.read(exchange, maxValueBytes);
        if (exchange.getRequestURI().getRawQuery() != null) {
            throw new RequestException(
                    ErrorCode.BAD_REQUEST, "query after '?': expected none; in a key write ? as %3F");
        }
        Headers headers = exchange.getRequestHeaders();
        Map<String, String> conditions = new LinkedHashMap<>();
        for (String name : List.of("If-Match", "If-None-Match")) {
            if (headers.containsKey(name)) {
                conditions.put(name, String.join(", ", headers.get(name)));
            }
        }
        Precondition precondition = EntityTags.precondition(
                headers.getOrDefault("If-Match", List.of()), headers.getOrDefault("If-None-Match", List.of()));
        return new KvRequest(
                method,
                key(exchange),
                precondition,
                conditions,
                method == Method.PUT ? body : new byte[0],
                Optional.ofNullable(headers.getFirst(KvHeaders.FORWARDED_TO)));
    }

    private static String key(HttpExchange exchange) throws RequestException {
        try {
            return KeyPath.decode(exchange.getRequestURI().getRawPath());
        } catch (IllegalArgumentException e) {
            throw new RequestException(ErrorCode.BAD_REQUEST, e.getMessage());
        }
    }
}
