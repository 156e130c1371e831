package io.balsa.raft.benchmarks.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpLoadTests {
    private static final int VALUE_BYTES = 256;

    private final AtomicInteger puts = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/kv/", exchange -> {
            try (exchange) {
                byte[] value = exchange.getRequestBody().readAllBytes();
                if (exchange.getRequestMethod().equals("PUT") && value.length == VALUE_BYTES) {
                    puts.incrementAndGet();
                }
                byte[] body = "{\"version\": 1}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void everyWriteReachesTheServerOnceAndIsCountedOnce() throws IOException {
        try (HttpLoad load = new HttpLoad(server.getAddress(), 8, VALUE_BYTES)) {
            assertEquals(100, load.run(60, 100).getTotalCount());
            assertEquals(100, puts.get());
            assertEquals(3, load.run(60, 3).getTotalCount());
            assertEquals(103, puts.get());
        }
    }

    @Test
    void refusedWriteEndsTheRun() throws IOException {
        status = 503;
        try (HttpLoad load = new HttpLoad(server.getAddress(), 1, VALUE_BYTES)) {
            Exception e = assertThrows(IllegalStateException.class, () -> load.run(60, 1));
            assertTrue(e.getMessage().contains("503"), e.getMessage());
        }
    }
}
