package io.balsa.raft.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Where and when something was measured; figures without it mean little. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    /** The system property that says which commit was built. */
    private static final String COMMIT_PROPERTY = "bench.commit";

    private Machine() {}

    /**
     * Describes this machine.
     *
     * @param directory a directory on the disk that is measured
     * @return what is known, by name
     * @throws IOException if the disk cannot be asked
     */
    public static Map<String, Object> describe(Path directory) throws IOException {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        machine.put("processor", processor());
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put(
                "memoryBytes",
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize());
        machine.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        machine.put("fileSystem", Files.getFileStore(directory).type());
        machine.put("commit", System.getProperty(COMMIT_PROPERTY, "unknown"));
        machine.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        return machine;
    }

    private static String processor() throws IOException {
        if (!Files.exists(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
