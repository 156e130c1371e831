package io.balsa.raft.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How busy the processors of this machine were since it started, as Linux tells. */
final class MachineLoad {
    private static final Path STAT = Path.of("/proc/stat");
    private static final double TICKS_PER_SECOND = 100;

    /** user, nice, system, irq, softirq, and what the host took away; not idle or waiting for the disk. */
    private static final List<Integer> BUSY = List.of(1, 2, 3, 6, 7, 8);

    private MachineLoad() {}

    static double busySeconds() throws IOException {
        return Files.exists(STAT) ? busySeconds(Files.readAllLines(STAT).get(0)) : Double.NaN;
    }

    static double busySeconds(String line) {
        List<String> ticks = List.of(line.split(" +", -1));
        return BUSY.stream().mapToLong(i -> Long.parseLong(ticks.get(i))).sum() / TICKS_PER_SECOND;
    }
}
