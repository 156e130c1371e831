package io.balsa.raft.testkit.explorer;

import io.balsa.raft.testkit.scenario.ScenarioWorld;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where an exploration begins, and how far it goes: a scenario with an {@code explore} line. Ours are in {@code raft-testkit/src/main/resources/explorer}.
 *
 * @param name its name
 * @param lines its lines
 */
record Start(String name, List<String> lines) {
    Start {
        lines = List.copyOf(lines);
    }

    /** The names of our seeded starts. */
    static List<String> names() {
        return index().filter(name -> !name.startsWith("exhausted")).toList();
    }

    /** The names of the configurations that are to be searched completely. */
    static List<String> configurations() {
        return index().filter(name -> name.startsWith("exhausted")).toList();
    }

    private static Stream<String> index() {
        return resource("index").lines().filter(line -> !line.isBlank());
    }

    /** One of ours by its name, or any file. */
    static Start load(String name) throws IOException {
        if (name.matches("[a-z0-9-]+")) {
            return new Start(name, resource(name + ".scenario").lines().toList());
        }
        Path file = Path.of(name);
        return new Start(file.getFileName().toString().replace(".scenario", ""), Files.readAllLines(file));
    }

    private static String resource(String file) {
        try (InputStream in = Start.class.getResourceAsStream("/explorer/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no start '" + file.replace(".scenario", "") + "'; see bin/explorer --list");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ScenarioWorld world() {
        return ScenarioWorld.after(name, lines);
    }

    Model model() {
        ScenarioWorld world = world();
        return new Model(world, Limits.of(world.exploration()), true);
    }
}
