package io.balsa.raft.benchmarks.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Keeps a number of PUTs under way at one server of the key-value store, each on a connection of its own, from one thread. */
final class HttpLoad implements AutoCloseable {
    /** Keys come round again, so that the store's size stays the same. */
    private static final int KEYS = 10_000;

    /** As many as there is time for. */
    static final long UNLIMITED = 1L << 60;

    private static final long SELECT_MILLIS = 10_000;

    private final Selector selector = Selector.open();
    private final List<HttpConnection> connections = new ArrayList<>();
    private final String host;
    private final String value;
    private long sent;

    HttpLoad(InetSocketAddress server, int inFlight, int valueBytes) throws IOException {
        this.host = server.getHostString() + ":" + server.getPort();
        this.value = "v".repeat(valueBytes);
        for (int i = 0; i < inFlight; i++) {
            connections.add(new HttpConnection(server, selector));
        }
    }

    /**
     * Writes for some time, or until there were enough, and then waits for the last answers.
     *
     * @param seconds how long at most
     * @param maxWrites how many at most
     * @return the latency of each write, in nanoseconds
     * @throws IllegalStateException if a write was not acknowledged
     */
    Histogram run(double seconds, long maxWrites) throws IOException {
        Histogram latencies = Figures.emptyHistogram();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long last = sent + maxWrites;
        int underWay = 0;
        for (HttpConnection connection : connections) {
            if (sent < last) {
                connection.send(nextPut());
                underWay++;
            }
        }
        while (underWay > 0) {
            if (selector.select(SELECT_MILLIS) == 0) {
                throw new IllegalStateException(
                        "no answer for " + SELECT_MILLIS + " ms, " + underWay + " writes under way");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                HttpConnection connection = (HttpConnection) key.attachment();
                Optional<HttpConnection.Answer> answer = connection.proceed();
                if (answer.isPresent()) {
                    long now = System.nanoTime();
                    requireSuccess(answer.get());
                    latencies.recordValue(now - connection.sentNanos());
                    underWay--;
                    if (now - end < 0 && sent < last) {
                        connection.send(nextPut());
                        underWay++;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return latencies;
    }

    private static void requireSuccess(HttpConnection.Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException("a write was answered by " + answer);
        }
    }

    private ByteBuffer nextPut() {
        String request = "PUT /kv/bench-" + sent++ % KEYS + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: "
                + value.length() + "\r\n\r\n" + value;
        return ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
