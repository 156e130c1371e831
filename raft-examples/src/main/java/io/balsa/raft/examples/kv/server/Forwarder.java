package io.balsa.raft.examples.kv.server;

import io.balsa.raft.examples.kv.KeyPath;
import io.balsa.raft.examples.kv.KvHeaders;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Passes a request on to the leader's HTTP server, once.
 *
 * <p>The leader's address comes from the replicated state and may be out of date, and its port may belong to somebody else by
 * now. So the request says for whom it is meant, an answer counts only if it says that it is from there, and only a
 * connection that was never made is proof that a write was not taken.
 */
final class Forwarder {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final List<String> PASSED_BACK =
            List.of("Content-Type", "ETag", "Retry-After", "Allow", KvHeaders.INDEX, KvHeaders.NODE);

    private final String clusterId;
    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * A forwarder.
     *
     * @param clusterId the cluster's name
     * @param timeout how long the leader may take; a little more than it allows itself, so that its own answer arrives
     */
    Forwarder(String clusterId, Duration timeout) {
        this.clusterId = clusterId;
        this.timeout = timeout;
    }

    CompletableFuture<Answer> forward(KvRequest request, String leader, String address) {
        String target = clusterId + "/" + leader;
        HttpRequest http;
        try {
            http = toHttp(request, target, address);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Answer.error(
                    ErrorCode.NO_LEADER, "leader " + leader + " is known under a bad address: " + e.getMessage()));
        }
        return client.sendAsync(
                        http,
                        info -> isFrom(target, info)
                                ? BodySubscribers.ofByteArray()
                                : BodySubscribers.replacing(new byte[0]))
                .handle((response, failure) -> failure == null
                        ? passBack(response, target, address)
                        : failed(Failures.unwrapped(failure), request, leader, address));
    }

    private HttpRequest toHttp(KvRequest request, String target, String address) {
        HttpRequest.Builder http = HttpRequest.newBuilder(
                        URI.create("http://" + address + KeyPath.encode(request.key())))
                .timeout(timeout)
                .header(KvHeaders.FORWARDED_TO, target);
        request.conditionHeaders().forEach(http::header);
        return switch (request.method()) {
            // The answer to HEAD is cut off at the end, by the server that has the client.
            case GET, HEAD -> http.GET().build();
            case PUT -> http.PUT(BodyPublishers.ofByteArray(request.body())).build();
            case DELETE -> http.DELETE().build();
        };
    }

    private static boolean isFrom(String target, HttpResponse.ResponseInfo info) {
        return info.headers().firstValue(KvHeaders.NODE).filter(target::equals).isPresent();
    }

    private static Answer passBack(HttpResponse<byte[]> response, String target, String address) {
        if (!response.headers()
                .firstValue(KvHeaders.NODE)
                .filter(target::equals)
                .isPresent()) {
            // Whoever that is, it is not our leader, and a server of ours does not take what is meant for another.
            return Answer.error(
                    ErrorCode.NO_LEADER,
                    "at " + address + ", where the leader " + target + " was, somebody else answers");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : PASSED_BACK) {
            response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        return new Answer(response.statusCode(), headers, response.body());
    }

    private static Answer failed(Throwable failure, KvRequest request, String leader, String address) {
        String what = "leader " + leader + " at " + address + ": " + failure;
        boolean neverSent = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
        return neverSent
                ? Answer.error(ErrorCode.NO_LEADER, "cannot reach the " + what)
                : Failures.uncertain(request.isWrite(), "lost the " + what);
    }
}
