package io.balsa.raft.examples.kv.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.balsa.raft.RaftNode;
import io.balsa.raft.examples.kv.KeyPath;
import io.balsa.raft.examples.kv.KvHeaders;
import io.balsa.raft.examples.kv.KvStateMachine;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens, hands each request to where it belongs, and writes the answer.
 *
 * <p>A worker reads a request and lets go of it; the answer is written when the cluster has given it, by whichever thread brings it. So
 * requests that wait for the log occupy no worker, and health checks get through while they do. Only a client that sends its body
 * slowly holds one, for as long as {@code sun.net.httpserver.maxReqTime} allows.
 */
public final class KvHttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KvHttpServer.class);
    private static final int WORKERS = 64;
    private static final int BACKLOG = 1024;
    private static final long STOP_MILLIS = 2000;

    static {
        // The JDK's server takes these as system properties only, and reads them once.
        defaultProperty("sun.net.httpserver.nodelay", "true"); // else each answer waits 40 ms for a delayed ACK
        defaultProperty("sun.net.httpserver.maxReqTime", "30"); // seconds to send a request
        defaultProperty("sun.net.httpserver.maxRspTime", "60"); // seconds to take an answer
        defaultProperty("sun.net.httpserver.idleInterval", "60"); // longer than clients keep connections, see below
        defaultProperty("sun.net.httpserver.maxIdleConnections", "1000");
        // A pooled connection must be given up before its server closes it: a write sent on a dying connection is a
        // write with
        // an unknown outcome.
        defaultProperty("jdk.httpclient.keepalive.timeout", "20");
    }

    private final HttpServer server;
    private final ExecutorService workers;
    private final RaftNode node;
    private final String self;
    private final int maxValueBytes;
    private final KvService service;
    private final StatusPages pages;
    private final AddressAnnouncer announcer;
    private final String address;

    private KvHttpServer(HttpSettings settings, RaftNode node, KvStateMachine stateMachine) throws IOException {
        this.node = node;
        this.self = settings.clusterId() + "/" + node.id();
        this.maxValueBytes = settings.maxValueBytes();
        Forwarder forwarder =
                new Forwarder(settings.clusterId(), settings.requestTimeout().plusSeconds(1));
        this.service = new KvService(node, stateMachine, forwarder, self, settings.requestTimeout());
        this.pages = new StatusPages(node, stateMachine, settings.clusterId());
        this.server = HttpServer.create(settings.listen(), BACKLOG);
        AtomicInteger number = new AtomicInteger();
        this.workers =
                Executors.newFixedThreadPool(WORKERS, task -> new Thread(task, "kv-http-" + number.incrementAndGet()));
        this.address = settings.advertisedHost() + ":" + server.getAddress().getPort();
        this.announcer = new AddressAnnouncer(node, stateMachine, address);
    }

    /**
     * Starts to answer.
     *
     * @param settings how
     * @param node the server's node; stays the caller's
     * @param stateMachine the node's state machine
     * @return the running server
     * @throws IOException if the address cannot be listened at
     */
    public static KvHttpServer start(HttpSettings settings, RaftNode node, KvStateMachine stateMachine)
            throws IOException {
        KvHttpServer http = new KvHttpServer(settings, node, stateMachine);
        http.server.setExecutor(http.workers);
        http.server.createContext("/", http::handle);
        http.server.start();
        http.announcer.start();
        return http;
    }

    /** {@return {@code host:port} at which the other servers reach this one} */
    public String address() {
        return address;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // respond() lets no exception out
    private void handle(HttpExchange exchange) {
        CompletableFuture<Answer> answer;
        try {
            answer = route(exchange);
        } catch (RequestException e) {
            answer = CompletableFuture.completedFuture(e.answer());
        } catch (IOException e) {
            LOG.debug("{}: {}", exchange.getRemoteAddress(), e.toString());
            exchange.close();
            return;
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.exceptionally(failure -> {
                    LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), failure);
                    // Write or read: here nobody knows how far it got.
                    return Failures.uncertain(!isRead(exchange.getRequestMethod()), "unexpected: " + failure);
                })
                .thenAccept(known -> respond(exchange, known));
    }

    private CompletableFuture<Answer> route(HttpExchange exchange) throws IOException, RequestException {
        String path = exchange.getRequestURI().getRawPath();
        String method = exchange.getRequestMethod();
        if (path.startsWith(KeyPath.PREFIX) || path.equals("/kv")) {
            return KvRequest.isAllowed(method)
                    ? service.serve(KvRequest.parse(exchange, maxValueBytes))
                    : CompletableFuture.completedFuture(KvRequest.methodNotAllowed(method));
        }
        return CompletableFuture.completedFuture(
                switch (path) {
                    case "/status" -> page(method, pages::status);
                    case "/health/live" -> page(method, pages::live);
                    case "/health/ready" -> page(method, pages::ready);
                    default ->
                        Answer.error(
                                ErrorCode.NOT_FOUND,
                                "path " + path + ": expected /kv/{key}, /status, /health/live or /health/ready");
                });
    }

    private static Answer page(String method, Supplier<Answer> content) {
        return isRead(method) ? content.get() : KvRequest.methodNotAllowed(method, "GET, HEAD");
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private void respond(HttpExchange exchange, Answer answer) {
        try (exchange) {
            // Asking for the body, although it was read: closing an exchange that was never asked closes its connection
            // too.
            exchange.getRequestBody();
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            setIfAbsent(exchange, KvHeaders.NODE, self);
            setIfAbsent(exchange, KvHeaders.INDEX, Long.toString(node.status().appliedIndex()));
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(answer.body().length));
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        } catch (IOException e) {
            LOG.debug("{} went away: {}", exchange.getRemoteAddress(), e.toString());
        } catch (RuntimeException e) {
            LOG.error("cannot answer {} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        }
    }

    private static void setIfAbsent(HttpExchange exchange, String name, String value) {
        exchange.getResponseHeaders().putIfAbsent(name, List.of(value));
    }

    private static void defaultProperty(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    /** Stops to answer. Requests under way are cut off; their clients do not know what became of them. */
    @Override
    public void close() {
        announcer.close();
        server.stop(0);
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("HTTP workers still busy after {} ms", STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
