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

    Outcome run(Subject subject, List<String> options) throws IOException, InterruptedException {
        Path outcome = Files.createTempFile(directory, subject.title(), ".outcome");
        Path output = Files.createTempFile(directory, subject.title(), ".output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(subject.ownFlags());
        command.add("-D" + ScratchDirectory.PARENT_PROPERTY + "=" + directory);
        command.addAll(List.of("-cp", subject.classPath(), Worker.class.getName()));
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
