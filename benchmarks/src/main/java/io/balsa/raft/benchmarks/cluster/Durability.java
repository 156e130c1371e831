package io.balsa.raft.benchmarks.cluster;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.ScratchDirectory;
import io.balsa.raft.benchmarks.SyncTrace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows from outside, with {@code strace}, that an acknowledgement comes after a majority has forced the write to its disks. First by looking: which
 * calls end between a write and its acknowledgement. Then by proof: when forcing takes long on two of three servers, every majority contains a
 * slow one, so that no acknowledgement may be fast.
 */
public final class Durability {
    private static final int WARMUP_WRITES = 50;

    private final Path jar;
    private final int writes;
    private final int delayMillis;
    private boolean failed;

    private Durability(Options options) {
        this.jar = Path.of(options.text("jar"));
        this.writes = options.number("writes");
        this.delayMillis = options.number("delay-millis");
    }

    /**
     * Looks, proves, and exits with status 1 if either failed.
     *
     * @param args {@code --jar balsa-kv.jar --writes N --delay-millis N}
     * @throws Exception if the servers cannot be started, or do not take writes
     */
    public static void main(String[] args) throws Exception {
        Durability durability =
                new Durability(Options.parse(Map.of("jar", "", "writes", "100", "delay-millis", "60"), args));
        durability.look();
        durability.prove();
        System.out.println(durability.failed ? "FAILED" : "PASSED");
        System.exit(durability.failed ? 1 : 0);
    }

    private void look() throws Exception {
        System.out.printf("%d writes, one after the other; all servers under strace%n", writes);
        try (ScratchDirectory directory = ScratchDirectory.create("durability")) {
            List<TimedWrite> done;
            List<KvServer> servers;
            KvServer leader;
            try (KvProcesses processes = new KvProcesses(
                    jar,
                    directory.path(),
                    id -> SyncTrace.tracer(directory.path().resolve(id + ".strace")))) {
                leader = processes.awaitLeader();
                servers = processes.servers();
                TimedWrite.sequence(leader.http(), WARMUP_WRITES);
                done = TimedWrite.sequence(leader.http(), writes);
            }
            List<SyncTrace> traces = new ArrayList<>();
            for (KvServer server : servers) {
                SyncTrace trace = SyncTrace.read(directory.path().resolve(server.id() + ".strace"));
                long calls = trace.endedWithin(
                        done.get(0).sent(), done.get(writes - 1).acknowledged());
                System.out.printf(
                        Locale.ROOT,
                        "  %s %-8s %5d fsync and fdatasync calls, %.2f a write%n",
                        server.id(),
                        server.equals(leader) ? "leader" : "follower",
                        calls,
                        (double) calls / writes);
                traces.add(trace);
            }
            long covered = done.stream()
                    .filter(write -> isForcedByMajority(write, traces))
                    .count();
            System.out.printf(
                    "  forced on two servers or more between request and acknowledgement: %d of %d writes%n",
                    covered, writes);
            double fastest = TimedWrite.fastestMillis(done);
            System.out.printf(Locale.ROOT, "  fastest acknowledgement: %.2f ms%n", fastest);
            failed |= covered < writes;
            if (fastest >= delayMillis) {
                // Slow for other reasons, the servers would pass the proof below whatever they do.
                System.out.printf(
                        "  which must be less than the delay of %d ms for the proof to mean anything%n", delayMillis);
                failed = true;
            }
        }
    }

    private static boolean isForcedByMajority(TimedWrite write, List<SyncTrace> traces) {
        long servers = traces.stream()
                .filter(trace -> trace.endedWithin(write.sent(), write.acknowledged()) > 0)
                .count();
        return servers > traces.size() / 2;
    }

    private void prove() throws Exception {
        System.out.printf(
                "Forcing takes %d ms longer on two of three servers: no acknowledgement may be faster%n", delayMillis);
        for (List<String> slow : List.of(List.of("n1", "n2"), List.of("n2", "n3"), List.of("n1", "n3"))) {
            try (ScratchDirectory directory = ScratchDirectory.create("durability");
                    KvProcesses processes = new KvProcesses(
                            jar,
                            directory.path(),
                            id -> slow.contains(id)
                                    ? SyncTrace.delayer(
                                            delayMillis, directory.path().resolve(id + ".strace"))
                                    : List.of())) {
                KvServer leader = processes.awaitLeader();
                double fastest = TimedWrite.fastestMillis(TimedWrite.sequence(leader.http(), writes));
                System.out.printf(
                        Locale.ROOT,
                        "  slow %s, leader %s: fastest of %d acknowledgements %.2f ms%n",
                        String.join(" and ", slow),
                        leader.id(),
                        writes,
                        fastest);
                failed |= fastest < delayMillis;
            }
        }
    }
}
