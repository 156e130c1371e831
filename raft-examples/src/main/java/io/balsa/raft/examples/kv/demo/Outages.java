package io.balsa.raft.examples.kv.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Measures for how long writes were refused: from a kill to the first acknowledgement of a write that began after it. (One that
 * had begun before may have been agreed on before.) Safe for any number of threads.
 */
final class Outages {
    private final List<Duration> durations = new ArrayList<>();
    private CompletableFuture<Duration> current = CompletableFuture.completedFuture(Duration.ZERO);
    private long killedAtNanos;

    /** A server was killed just now. {@return completes with the time until a write is acknowledged again} */
    synchronized CompletableFuture<Duration> killed(long nowNanos) {
        killedAtNanos = nowNanos;
        current = new CompletableFuture<>();
        return current;
    }

    synchronized void acknowledged(long beganNanos, long nowNanos) {
        if (!current.isDone() && beganNanos - killedAtNanos >= 0) {
            Duration outage = Duration.ofNanos(nowNanos - killedAtNanos);
            durations.add(outage);
            current.complete(outage);
        }
    }

    /** {@return the outages so far, in order} */
    synchronized List<Duration> durations() {
        return List.copyOf(durations);
    }
}
