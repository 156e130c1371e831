package io.balsa.raft.benchmarks.compare;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** What this process and this machine have used up, as of the moment this was created. */
final class Meter {
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Map<Long, Long> allocatedByThread = new HashMap<>();
    private final long threadsStarted = THREADS.getTotalStartedThreadCount();
    private final long collectingMillis = collectingMillis();
    private final double machineBusySeconds = MachineLoad.busySeconds();
    private final double cpuSeconds = SYSTEM.getProcessCpuTime() / 1e9;
    private final double epochSeconds = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1e6;
    private final long nanos = System.nanoTime();

    Meter() throws IOException {
        long[] ids = THREADS.getAllThreadIds();
        long[] allocated = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            allocatedByThread.put(ids[i], allocated[i]);
        }
    }

    /** {@return how long collecting garbage has stopped this process} */
    private static long collectingMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                // G1 also reports, since Java 20, what it does beside the program.
                .filter(collector -> !collector.getName().contains("Concurrent"))
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    /** Tells what was used up since, all in all and for each of so many commands. */
    void putSince(Meter before, long commands, Map<Metric, Double> figures) {
        double seconds = secondsSince(before);
        double cpu = cpuSeconds - before.cpuSeconds;
        double allocated = allocatedSince(before);
        figures.put(Metric.CPU_SECONDS_PER_MILLION, cpu * 1e6 / commands);
        figures.put(Metric.CPU_PERCENT, cpu * 1e2 / seconds);
        figures.put(Metric.ALLOCATED_BYTES, allocated / commands);
        figures.put(Metric.ALLOCATED_BYTES_PER_SECOND, allocated / seconds);
        figures.put(Metric.GC_MILLIS_PER_SECOND, (collectingMillis - before.collectingMillis) / seconds);
        figures.put(Metric.ENDED_THREADS, (double) endedSince(before));
        figures.put(Metric.THREADS, (double) allocatedByThread.size());
        figures.put(Metric.OTHERS_BUSY, Math.max(0, machineBusySeconds - before.machineBusySeconds - cpu) / seconds);
        figures.put(Metric.BEGAN, before.epochSeconds);
        figures.put(Metric.ENDED, epochSeconds);
    }

    double secondsSince(Meter before) {
        return (nanos - before.nanos) / 1e9;
    }

    /** {@return bytes that the threads allocated which are still alive} */
    private long allocatedSince(Meter before) {
        return allocatedByThread.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.allocatedByThread.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** {@return how many threads ended, of those that were there before and of those started since} */
    private long endedSince(Meter before) {
        long started = threadsStarted - before.threadsStarted;
        return before.allocatedByThread.size() + started - allocatedByThread.size();
    }
}
