package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps results as JSON: where and how they were measured, and every figure of every round. */
final class ResultsFile {
    /** The system property that says in which directory. */
    private static final String DIRECTORY_PROPERTY = "bench.results";

    private ResultsFile() {}

    /**
     * Writes results.
     *
     * @param name becomes part of the file's name
     * @param options of which all commands have the same size
     * @return the file
     */
    static Path write(String name, Map<String, Object> machine, Map<String, String> options, Results results)
            throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("mode", options.get("mode"));
        content.put("machine", machine);
        content.put("flags", Processes.flags());
        content.put("options", options);
        Map<String, Object> libraries = new LinkedHashMap<>();
        for (Subject subject : results.subjects()) {
            List<Outcome> rounds = results.rounds(subject);
            Map<String, Object> library = new LinkedHashMap<>();
            library.put("version", rounds.get(0).version());
            library.put("settings", rounds.get(0).settings());
            library.put("rounds", rounds.stream().map(Outcome::windows).toList());
            libraries.put(subject.title(), library);
        }
        content.put("libraries", libraries);
        Map<String, Object> failures = new LinkedHashMap<>();
        results.failures().forEach((subject, rounds) -> failures.put(subject.title(), rounds));
        content.put("failures", failures);
        Path directory = Files.createDirectories(Path.of(System.getProperty(DIRECTORY_PROPERTY)));
        String time =
                LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss"));
        return Files.writeString(directory.resolve("cluster-" + name + "-" + time + ".json"), Json.of(content) + "\n");
    }
}
