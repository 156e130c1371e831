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
    private final List<Duration> ofLeaders = new ArrayList<>();
    private final List<Duration> ofFollowers = new ArrayList<>();
    private List<Duration> durations = ofFollowers;
    private CompletableFuture<Duration> current = CompletableFuture.completedFuture(Duration.ZERO);
    private long killedAtNanos;

    /** A server was killed just now. {@return completes with the time until a write is acknowledged again} */
    synchronized CompletableFuture<Duration> killed(long nowNanos, boolean leader) {
        durations = leader ? ofLeaders : ofFollowers;
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

    /** {@return the outages after kills of a leader, in order} */
    synchronized List<Duration> ofLeaders() {
        return List.copyOf(ofLeaders);
    }

    /** {@return the outages after kills of a follower, in order} */
    synchronized List<Duration> ofFollowers() {
        return List.copyOf(ofFollowers);
    }
}
