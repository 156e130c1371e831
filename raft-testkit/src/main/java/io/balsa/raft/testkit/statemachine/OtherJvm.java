package io.balsa.raft.testkit.statemachine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a JVM of its own go through scripts: a process that is given the class path of this one and writes its answers into a file. */
final class OtherJvm {
    private static final long TIMEOUT_SECONDS = 120;
    private static final AtomicInteger STARTED = new AtomicInteger();

    private OtherJvm() {}

    static List<Transcript> play(
            Class<? extends StateMachineUnderTest> subjectType, List<Script> scripts, int commands) {
        List<Transcript> transcripts = new ArrayList<>();
        try {
            Path answers = Files.createTempFile("balsa-answers", ".bin");
            Path output = Files.createTempFile("balsa-output", ".txt");
            try {
                run(subjectType, scripts, commands, answers, output);
                try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(answers)))) {
                    for (Script script : scripts) {
                        transcripts.add(Transcript.read(script, in));
                    }
                }
            } finally {
                Files.delete(answers);
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("another JVM", e);
        }
        return transcripts;
    }

    private static void run(
            Class<? extends StateMachineUnderTest> subjectType,
            List<Script> scripts,
            int commands,
            Path answers,
            Path output)
            throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherJvm.class.getName(),
                subjectType.getName(),
                Integer.toString(commands),
                Integer.toString(STARTED.incrementAndGet()),
                answers.toString()));
        scripts.forEach(script -> line.add(Long.toString(script.seed())));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("another JVM: not done within " + TIMEOUT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for another JVM", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("another JVM ended with status " + process.exitValue() + ", expected 0: "
                    + new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        }
    }

    /**
     * The other JVM.
     *
     * @param args the class, how many commands, the number of this JVM, the file for the answers, the seeds
     * @throws Exception to end with a status other than 0
     */
    public static void main(String[] args) throws Exception {
        int commands = Integer.parseInt(args[1]);
        // HotSpot draws identity hashes from a generator that begins alike in every JVM: this makes them differ.
        for (int skipped = 0; skipped < Integer.parseInt(args[2]); skipped++) {
            System.identityHashCode(new Object());
        }
        Constructor<?> constructor = Class.forName(args[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        StateMachineUnderTest subject = (StateMachineUnderTest) constructor.newInstance();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(args[3]))))) {
            for (int i = 4; i < args.length; i++) {
                Script script = Script.of(subject, Long.parseLong(args[i]), commands);
                Pass.play(subject, script, Variation.PLAIN).write(out);
            }
        }
    }
}
