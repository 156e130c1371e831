package io.balsa.raft.benchmarks.compare;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** What this process and this machine have used up, as of the moment this was created. */
final class Meter {
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Map<Long, Long> allocatedByThread = new HashMap<>();
    private final long threadsStarted = THREADS.getTotalStartedThreadCount();
    private final double machineBusySeconds = MachineLoad.busySeconds();
    private final double cpuSeconds = SYSTEM.getProcessCpuTime() / 1e9;
    private final long nanos = System.nanoTime();

    Meter() throws IOException {
        long[] ids = THREADS.getAllThreadIds();
        long[] allocated = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            allocatedByThread.put(ids[i], allocated[i]);
        }
    }

    double secondsSince(Meter before) {
        return (nanos - before.nanos) / 1e9;
    }

    double cpuSecondsSince(Meter before) {
        return cpuSeconds - before.cpuSeconds;
    }

    /** {@return processors that others kept busy, on average} */
    double othersBusySince(Meter before) {
        double own = cpuSecondsSince(before);
        return Math.max(0, machineBusySeconds - before.machineBusySeconds - own) / secondsSince(before);
    }

    /** {@return bytes that the threads allocated which are still alive} */
    long allocatedSince(Meter before) {
        return allocatedByThread.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.allocatedByThread.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** {@return how many threads ended, of those that were there before and of those started since} */
    long endedSince(Meter before) {
        long started = threadsStarted - before.threadsStarted;
        return before.allocatedByThread.size() + started - allocatedByThread.size();
    }
}
