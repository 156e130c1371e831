package io.balsa.raft.testkit.scenario;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs scenario files from the command line: {@code [--trace] FILE-OR-FOLDER…}. */
public final class ScenarioMain {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;

    ScenarioMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the files and ends the process: with status 0 if all passed, 1 if one failed, 2 if the arguments make no sense.
     *
     * @param arguments files, and folders whose {@code .scenario} files are run; {@code --trace} prints all that happens
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new ScenarioMain(out, err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        List<String> names = new ArrayList<>(arguments);
        boolean traced = names.remove("--trace");
        if (names.isEmpty() || names.stream().anyMatch(name -> name.startsWith("--"))) {
            err.println("usage: scenario [--trace] FILE-OR-FOLDER...");
            return USAGE;
        }
        List<Path> files = new ArrayList<>();
        try {
            for (String name : names) {
                files.addAll(files(Path.of(name)));
            }
            return run(files, traced);
        } catch (IOException e) {
            err.println(e.getMessage());
            return USAGE;
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            if (!Files.isReadable(path)) {
                throw new IOException(path + ": no such file");
            }
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> files = below.filter(file -> file.toString().endsWith(".scenario"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IOException(path + ": no file named *.scenario in this folder");
            }
            return files;
        }
    }

    private int run(List<Path> files, boolean traced) throws IOException {
        int failed = 0;
        for (Path file : files) {
            ScenarioResult result = ScenarioRunner.run(file);
            out.println((result.passed() ? "pass " : "FAIL ")
                    + file
                    + (result.name().isEmpty() ? "" : ": " + result.name()));
            if (traced) {
                out.println(result.trace().indent(4));
            }
            if (!result.passed()) {
                failed++;
                out.println(result.report());
            }
        }
        out.println((files.size() - failed) + " passed, " + failed + " failed");
        return failed == 0 ? 0 : FAILED;
    }
}
