package io.balsa.raft.benchmarks;

import io.balsa.raft.core.CoreSettings;
import io.balsa.raft.core.LogSlices;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Cores to be measured: the settings of a production node, but a clock of their own, on which a measurement takes less than one heartbeat. */
final class Cores {
    static final NodeId SELF = id(1);
    static final long HEARTBEAT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final CoreSettings SETTINGS = new CoreSettings(
            10 * HEARTBEAT_INTERVAL_NANOS, HEARTBEAT_INTERVAL_NANOS, true, true, 1 << 20, 256, 16 << 20);

    private Cores() {}

    static NodeId id(int number) {
        return NodeId.of("n" + number);
    }

    static RaftCore core(int voters, RestoredState restored, LogSlices slices) {
        return new RaftCore(SETTINGS, SELF, membership(voters), restored, slices, bound -> 0, 0);
    }

    private static Membership membership(int voters) {
        List<Member> members = IntStream.rangeClosed(1, voters)
                .mapToObj(i -> new Member(id(i), "host" + i + ":7101"))
                .toList();
        return Membership.ofVoters(members);
    }
}
