package io.balsa.raft.examples.kv.client;

import io.balsa.raft.examples.kv.KvHeaders;
import io.balsa.raft.examples.kv.client.Reply.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks the servers of a cluster. Blocks; any number of threads may share one.
 *
 * <p>A write is sent again only as long as it was certainly not taken. Once its outcome is unknown it is left to the caller, who
 * may know whether doing it twice would hurt.
 */
public final class KvClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 50;

    static {
        // Connections are kept for less time than servers keep them: a write on a dying connection has an unknown
        // outcome.
        if (System.getProperty("jdk.httpclient.keepalive.timeout") == null) {
            System.setProperty("jdk.httpclient.keepalive.timeout", "20");
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final List<String> endpoints;

    /**
     * A client.
     *
     * @param endpoints {@code host:port} of the servers' HTTP, at least one
     */
    public KvClient(List<String> endpoints) {
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("endpoints: none, expected host:port for at least one server");
        }
        this.endpoints = List.copyOf(endpoints);
    }

    /** {@return the servers, in the order in which they are tried} */
    public List<String> endpoints() {
        return endpoints;
    }

    /**
     * Asks one server after the other, again and again, until one answers, the outcome becomes unknown, or time is up.
     *
     * @param request what to ask
     * @param timeout how long to try
     * @return what is known in the end
     * @throws InterruptedException if the thread is interrupted; the outcome of a write is unknown then
     */
    public Reply send(Request request, Duration timeout) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        for (int attempt = 0; ; attempt++) {
            String endpoint = endpoints.get(attempt % endpoints.size());
            Duration left =
                    Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), deadlineNanos - System.nanoTime()));
            Reply reply = sendOnce(endpoint, request, left);
            boolean timeIsUp = deadlineNanos - System.nanoTime() <= TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
            if (reply.outcome() != Outcome.NOT_TAKEN || timeIsUp) {
                return reply;
            }
            if (attempt % endpoints.size() == endpoints.size() - 1) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /**
     * Asks one server, once.
     *
     * @param endpoint its {@code host:port}
     * @param request what to ask
     * @param timeout how long it may take
     * @return what is known then
     * @throws InterruptedException if the thread is interrupted; the outcome of a write is unknown then
     */
    public Reply sendOnce(String endpoint, Request request, Duration timeout) throws InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://" + endpoint + request.path()))
                .timeout(timeout)
                .method(
                        request.method(),
                        request.method().equals("PUT")
                                ? BodyPublishers.ofByteArray(request.body())
                                : BodyPublishers.noBody());
        request.headers().forEach(builder::header);
        try {
            return reply(endpoint, request, http.send(builder.build(), BodyHandlers.ofByteArray()));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return Reply.withoutAnswer(Outcome.NOT_TAKEN, endpoint, "cannot connect to " + endpoint);
        } catch (IOException e) {
            // Sent, or partly sent: a read can be asked again, a write is out of our hands.
            Outcome outcome = request.isWrite() ? Outcome.UNKNOWN : Outcome.NOT_TAKEN;
            return Reply.withoutAnswer(outcome, endpoint, "lost " + endpoint + ": " + e);
        }
    }

    private static Reply reply(String endpoint, Request request, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        Outcome outcome = switch (status) {
            case 503 -> Outcome.NOT_TAKEN;
            case 500, 502, 504 -> request.isWrite() ? Outcome.UNKNOWN : Outcome.NOT_TAKEN;
            default -> Outcome.ANSWERED;
        };
        long version =
                response.headers().firstValue("ETag").map(KvClient::version).orElse(0L);
        long index = response.headers()
                .firstValue(KvHeaders.INDEX)
                .map(KvClient::number)
                .orElse(0L);
        String problem = status < 300 ? "" : Reply.problem(endpoint, status, response.body());
        return new Reply(outcome, endpoint, status, version, index, response.body(), problem);
    }

    private static long version(String tag) {
        return number(tag.replace("\"", ""));
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
