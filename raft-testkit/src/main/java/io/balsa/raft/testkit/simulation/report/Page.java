package io.balsa.raft.testkit.simulation.report;

import io.balsa.raft.testkit.text.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The space-time diagram of a run: one HTML file that holds its data, its looks and its program, and asks for nothing else. */
public final class Page {
    private static final List<String> SCRIPTS =
            List.of("run.js", "view.js", "lanes.js", "arrows.js", "panel.js", "controls.js");

    private Page() {}

    /**
     * Writes the page. Folders that are missing are made.
     *
     * @param file where to
     * @param facts what is to be said of the run
     * @param recording its events
     * @throws IOException if it cannot be written there
     */
    public static void write(Path file, RunFacts facts, Recording recording) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Files.writeString(file, html(facts, recording));
    }

    static String html(RunFacts facts, Recording recording) {
        StringBuilder program = new StringBuilder();
        SCRIPTS.forEach(script -> program.append(resource(script)));
        return resource("page.html")
                .replace("/*STYLE*/", resource("page.css"))
                .replace("/*PROGRAM*/", program)
                .replace("/*DATA*/", data(facts, recording));
    }

    private static String data(RunFacts facts, Recording recording) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("seed", facts.seed());
        data.put("profile", facts.profile());
        data.put("command", facts.command());
        data.put("violation", facts.violation().orElse(""));
        data.put("end", facts.endNanos());
        data.put("figures", facts.figures());
        data.put("settings", facts.settings());
        data.put("servers", facts.servers());
        data.put("states", facts.states());
        data.put("plan", facts.plan());
        data.put("leftOut", recording.leftOut());
        data.put("completeFrom", recording.completeFromNanos());
        data.put("events", events(recording));
        StringBuilder out = new StringBuilder();
        JsonText.append(out, data);
        return out.toString();
    }

    /** Times as differences from the one before: they are short then. */
    private static List<Object> events(Recording recording) {
        List<Object> rows = new ArrayList<>();
        long before = 0;
        for (RunEvent event : recording.events()) {
            List<Object> row = new ArrayList<>();
            row.add(event.atNanos() - before);
            row.addAll(event.fields());
            rows.add(row);
            before = event.atNanos();
        }
        return rows;
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing: the jar is incomplete");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
