package io.balsa.raft.examples.kv.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.balsa.raft.examples.kv.client.KvClient;
import io.balsa.raft.examples.kv.demo.Violation.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the demonstration's client against a small store that is correct, or cheats in one way. */
final class DemoClientTests {
    private static final int REQUESTS = 400;

    /** In which way the store cheats. */
    private enum Cheat {
        NONE,
        FORGETS_WRITES,
        SERVES_OLD_READS,
        IGNORES_CONDITIONS
    }

    static {
        // Read once by the JDK's server; without it every answer waits 40 ms for a delayed acknowledgement of TCP.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private record Stored(long version, byte[] value) {}

    private final Map<String, Stored> store = new ConcurrentHashMap<>();
    private final Map<String, Stored> old = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private final DemoLedger ledger = new DemoLedger();
    private HttpServer server;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void honestStoreIsNotBlamed() throws Exception {
        run(Cheat.NONE);
        assertEquals(List.of(), ledger.violations());
        assertTrue(
                ledger.counts().acknowledged() > 0 && ledger.counts().reads() > 0,
                ledger.counts().toString());
    }

    @Test
    void storeThatForgetsAWriteIsCaught() throws Exception {
        run(Cheat.FORGETS_WRITES);
        assertTrue(!ledger.violations().isEmpty());
    }

    @Test
    void storeThatServesOldReadsIsCaught() throws Exception {
        run(Cheat.SERVES_OLD_READS);
        assertTrue(ledger.count(Kind.STALE_READ) > 0, ledger.violations().toString());
    }

    @Test
    void storeThatIgnoresConditionsIsCaught() throws Exception {
        run(Cheat.IGNORES_CONDITIONS);
        assertTrue(ledger.count(Kind.WRONG_CONDITION) > 0, ledger.violations().toString());
    }

    private void run(Cheat cheat) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        KvClient http = new KvClient(List.of("127.0.0.1:" + server.getAddress().getPort()));
        DemoClient client = new DemoClient(0, 1, 42, http, ledger, new Outages());
        server.createContext("/kv/", exchange -> {
            if (requests.incrementAndGet() == REQUESTS) {
                client.stop();
            }
            serve(exchange, cheat);
        });
        server.start();
        ExecutorService runner = Executors.newSingleThreadExecutor();
        try {
            runner.submit(client).get(60, TimeUnit.SECONDS);
        } finally {
            runner.shutdownNow();
        }
    }

    private void serve(HttpExchange exchange, Cheat cheat) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getRawPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            Stored stored = store.get(key);
            if (exchange.getRequestMethod().equals("GET")) {
                Stored answer = cheat == Cheat.SERVES_OLD_READS ? old.get(key) : stored;
                answer(exchange, answer == null ? 404 : 200, answer);
                return;
            }
            String tag = exchange.getRequestHeaders().getFirst("If-Match");
            boolean absent = exchange.getRequestHeaders().containsKey("If-None-Match");
            boolean holds = (tag == null || (stored != null && tag.equals("\"" + stored.version() + "\"")))
                    && (!absent || stored == null);
            if (!holds && cheat != Cheat.IGNORES_CONDITIONS) {
                answer(exchange, 412, stored);
                return;
            }
            Stored written = new Stored(versions.incrementAndGet(), body);
            if (stored != null) {
                old.put(key, stored);
            }
            if (cheat != Cheat.FORGETS_WRITES || written.version() % 7 != 0) {
                store.put(key, written);
            }
            answer(exchange, 200, written);
        }
    }

    private static void answer(HttpExchange exchange, int status, Stored stored) throws IOException {
        byte[] body = stored == null ? new byte[] {'-'} : stored.value();
        if (stored != null) {
            exchange.getResponseHeaders().set("ETag", "\"" + stored.version() + "\"");
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
