package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a library in a fresh Java virtual machine, with the same flags for each. */
final class Processes {
    private static final List<String> FLAGS = List.of("-Xms2g", "-Xmx2g");
    private static final int LINES_TOLD = 40;

    private final Path directory;
    private final int mostSeconds;

    /**
     * Creates it.
     *
     * @param directory for all that a process leaves behind
     * @param mostSeconds after which a process is hung, and killed
     */
    Processes(Path directory, int mostSeconds) {
        this.directory = directory;
        this.mostSeconds = mostSeconds;
    }

    static String flags() {
        return String.join(" ", FLAGS);
    }

    /**
     * {@return the beginning of a command, up to the class}
     *
     * @param directory where it may make scratch directories; whoever gives it deletes it, whatever becomes of the process
     */
    static List<String> java(Subject subject, Path directory, Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(subject.ownFlags());
        command.add("-D" + ScratchDirectory.PARENT_PROPERTY + "=" + directory);
        command.addAll(List.of("-cp", subject.classPath(), main.getName()));
        return command;
    }

    /** {@return a new file for what one run leaves behind} */
    Path file(String suffix) throws IOException {
        return Files.createTempFile(directory, "run", suffix);
    }

    /** {@return the last lines of a file} */
    static String tail(Path file) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    }

    /**
     * {@return what the library did}
     *
     * @param prefix words in front of the command, such as a tracer's
     */
    Outcome run(Subject subject, List<String> prefix, List<String> options) throws IOException, InterruptedException {
        Path outcome = file(".outcome");
        Path output = file(".output");
        Path data = Files.createTempDirectory(directory, "data");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(java(subject, data, Worker.class));
        command.addAll(List.of("--library", subject.library(), "--outcome", outcome.toString()));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Thread endWithUs = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(endWithUs);
        try {
            if (!process.waitFor(mostSeconds, TimeUnit.SECONDS)) {
                end(process);
                throw new IllegalStateException(
                        subject.title() + " has not ended after " + mostSeconds + " s:\n" + tail(output));
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        subject.title() + " ended with code " + process.exitValue() + ":\n" + tail(output));
            }
            return Outcome.read(outcome);
        } finally {
            Runtime.getRuntime().removeShutdownHook(endWithUs);
            subject.removeWhatIsLeftOf(process.pid());
            ScratchDirectory.delete(data);
        }
    }

    /** Kills a process with all that it has started: a tracer, when killed, would leave behind what it traces. */
    static List<ProcessHandle> end(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        return all;
    }
}
