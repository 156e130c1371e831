package io.balsa.raft.benchmarks.cluster;

import io.balsa.raft.benchmarks.Options;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Writes to a running server of the key-value store, one write after the other, and says how fast the acknowledgements were. */
public final class WriteProbe {
    private static final double MAX_SECONDS = 300;

    private WriteProbe() {}

    /**
     * Writes, and prints {@code writes=N min_us=N p50_us=N max_us=N}.
     *
     * @param args {@code --port HTTP-PORT --writes N}
     * @throws Exception if a write is not acknowledged
     */
    public static void main(String[] args) throws Exception {
        Options options = Options.parse(Map.of("port", "", "writes", "50"), args);
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", options.number("port"));
        try (HttpLoad http = new HttpLoad(server, 1, 256)) {
            Histogram latencies = http.run(MAX_SECONDS, options.number("writes"));
            System.out.printf(
                    Locale.ROOT,
                    "writes=%d min_us=%d p50_us=%d max_us=%d%n",
                    latencies.getTotalCount(),
                    latencies.getMinValue() / 1000,
                    latencies.getValueAtPercentile(50) / 1000,
                    latencies.getMaxValue() / 1000);
        }
    }
}
