package io.balsa.raft.benchmarks.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A write to the key-value store, and when it was under way, in seconds since 1970.
 *
 * @param sent right before it was sent
 * @param acknowledged right after its acknowledgement was read
 */
record TimedWrite(double sent, double acknowledged) {
    private static final int VALUE_BYTES = 256;
    private static final double MAX_SECONDS = 30;

    /** Writes to a server, one write after the other. */
    static List<TimedWrite> sequence(InetSocketAddress server, int count) throws IOException {
        List<TimedWrite> writes = new ArrayList<>();
        try (HttpLoad http = new HttpLoad(server, 1, VALUE_BYTES)) {
            while (writes.size() < count) {
                double sent = now();
                long acknowledged = http.run(MAX_SECONDS, 1).getTotalCount();
                if (acknowledged != 1) {
                    throw new IllegalStateException("sent 1 write, got " + acknowledged + " acknowledgements");
                }
                writes.add(new TimedWrite(sent, now()));
            }
        }
        return writes;
    }

    static double fastestMillis(List<TimedWrite> writes) {
        return writes.stream().mapToDouble(TimedWrite::millis).min().orElseThrow();
    }

    private double millis() {
        return (acknowledged - sent) * 1e3;
    }

    private static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }
}
