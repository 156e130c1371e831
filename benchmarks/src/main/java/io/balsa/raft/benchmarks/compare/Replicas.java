package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Await;
import io.balsa.raft.benchmarks.drive.Applied;
import java.time.Duration;
import java.util.List;

/** Whether the three servers did what they acknowledged. */
final class Replicas {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Replicas() {}

    /** Throws unless all three apply, before long, what was acknowledged and nothing else, in the same order. */
    static void verify(List<Applied> servers, long acknowledged) throws Exception {
        Await.until(
                "every server has applied " + acknowledged + " commands",
                PATIENCE,
                () -> servers.stream().allMatch(applied -> applied.count() == acknowledged),
                () -> servers);
        if (servers.stream().mapToLong(Applied::hash).distinct().count() != 1) {
            throw new IllegalStateException("the replicas differ: " + servers);
        }
    }
}
