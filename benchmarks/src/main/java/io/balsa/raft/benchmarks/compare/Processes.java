package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a library in a fresh Java virtual machine, with the same flags for each. */
final class Processes {
    private static final List<String> FLAGS = List.of("-Xms2g", "-Xmx2g");
    private static final int LINES_TOLD = 40;

    private final Path directory;

    Processes(Path directory) {
        this.directory = directory;
    }

    static String flags() {
        return String.join(" ", FLAGS);
    }

    /** {@return the beginning of a command, up to the class} */
    static List<String> java(Subject subject, Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(subject.ownFlags());
        command.add(
                "-D" + ScratchDirectory.PARENT_PROPERTY + "=" + System.getProperty(ScratchDirectory.PARENT_PROPERTY));
        command.addAll(List.of("-cp", subject.classPath(), main.getName()));
        return command;
    }

    /** {@return a new file for what one run leaves behind} */
    Path file(String suffix) throws IOException {
        return Files.createTempFile(directory, "run", suffix);
    }

    /**
     * {@return what the library did}
     *
     * @param prefix words in front of the command, such as a tracer's
     */
    Outcome run(Subject subject, List<String> prefix, List<String> options) throws IOException, InterruptedException {
        Path outcome = file(".outcome");
        Path output = file(".output");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(java(subject, Worker.class));
        command.addAll(List.of("--library", subject.library(), "--outcome", outcome.toString()));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Thread endWithUs = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithUs);
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(endWithUs);
        if (code != 0) {
            List<String> lines = Files.readAllLines(output);
            throw new IllegalStateException(subject.title() + " ended with code " + code + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size())));
        }
        return Outcome.read(outcome);
    }
}
