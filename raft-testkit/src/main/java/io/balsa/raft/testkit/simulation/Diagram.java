package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.simulation.report.Page;
import io.balsa.raft.testkit.simulation.report.Recording;
import io.balsa.raft.testkit.simulation.report.RunFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the space-time diagram of a run, and says where it is and how the run is repeated. */
final class Diagram {
    private final Profile profile;
    private final long seed;
    private final Duration time;

    Diagram(Profile profile, long seed, Duration time) {
        this.profile = profile;
        this.seed = seed;
        this.time = time;
    }

    /** {@return where a diagram goes unless told otherwise: below the current directory} */
    Path defaultFile() {
        return Path.of("target", "sim", "seed-" + seed + "-" + profile.title() + ".html");
    }

    /** {@return the command that repeats the run with the faults that its seed draws} */
    String command() {
        return "bin/sim --seed " + seed + " --profile " + profile.title() + " --time " + time.toSeconds() + "s";
    }

    /**
     * Writes the diagram, and beside it the plan if it is not the one that the seed draws.
     *
     * @return the file as written in a message
     */
    String write(Path file, SimulationResult result, Recording recording) {
        try {
            String command = command();
            if (!result.plan().equals(profile.plan(seed, time.toNanos()))) {
                Path planFile =
                        file.resolveSibling(file.getFileName().toString().replaceFirst("\\.html$", "") + ".plan");
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(planFile, result.plan().toString());
                command += " --plan " + planFile;
            }
            Page.write(file, facts(result, command), recording);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunFacts facts(SimulationResult result, String command) {
        WorldSettings settings = profile.settings(seed);
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("simulated seconds", String.format(Locale.ROOT, "%.3f", result.simulatedNanos() / 1e9));
        figures.put("events", String.valueOf(result.events()));
        figures.put("leaderships", String.valueOf(result.leaderships()));
        figures.put("calls succeeded", String.valueOf(result.acknowledged()));
        figures.put("faults", String.valueOf(result.plan().faults().size()));
        List<String> servers = result.servers().stream()
                .map(state -> state.substring(0, state.indexOf(' ')))
                .toList();
        return new RunFacts(
                String.valueOf(seed),
                profile.title(),
                command,
                result.violation(),
                result.simulatedNanos(),
                figures,
                fields(settings),
                servers,
                result.servers(),
                result.plan().toString());
    }

    private static Map<String, String> fields(WorldSettings settings) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (RecordComponent component : WorldSettings.class.getRecordComponents()) {
            try {
                fields.put(
                        component.getName(),
                        String.valueOf(component.getAccessor().invoke(settings)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("setting " + component.getName(), e);
            }
        }
        return fields;
    }
}
