package io.balsa.raft.benchmarks.plots;

import io.balsa.raft.benchmarks.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as the commands keep them. */
final class Samples {
    private Samples() {}

    static Map<String, Object> machine(String at) {
        return Map.of(
                "at", at,
                "processor", "AMD EPYC",
                "processors", 2,
                "memoryBytes", 25276502016L,
                "system", "Linux 6.18.44-fc-v669 amd64",
                "fileSystem", "ext4",
                "java", "OpenJDK 64-Bit Server VM 17.0.15+6-Debian-1deb12u1",
                "commit", "0123456789ab");
    }

    /** A round with one window and such a rate. */
    static Map<String, Object> round(int window, double rate) {
        return Map.of(
                Integer.toString(window),
                Map.of(
                        "OPS_PER_SECOND",
                        rate,
                        "P50_MICROS",
                        1e6 / rate,
                        "P99_MICROS",
                        3e6 / rate,
                        "P999_MICROS",
                        9e6 / rate,
                        "CPU_SECONDS_PER_MILLION",
                        20.0,
                        "ALLOCATED_BYTES",
                        150.0));
    }

    static Map<String, Object> cluster(String mode, Map<String, List<Map<String, Object>>> roundsByLibrary) {
        Map<String, Object> libraries = new LinkedHashMap<>();
        roundsByLibrary.forEach(
                (library, rounds) -> libraries.put(library, Map.of("version", "1", "settings", "x", "rounds", rounds)));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("mode", mode);
        content.put("machine", machine("2026-11-28T16:26:05Z"));
        content.put("options", Map.of("bytes", "256"));
        content.put("libraries", libraries);
        return content;
    }

    static Map<String, Object> micro(String at, String benchmark, Map<String, String> params, double score) {
        return Map.of(
                "mode", "micro",
                "machine", machine(at),
                "benchmarks",
                        List.of(Map.of(
                                "benchmark",
                                benchmark,
                                "params",
                                params,
                                "unit",
                                "ns/op",
                                "score",
                                score,
                                "error",
                                Double.NaN,
                                "allocatedBytes",
                                24.0)));
    }

    static void write(Path directory, String name, Map<String, Object> content) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(name), Json.of(content));
    }
}
