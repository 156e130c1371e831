package io.balsa.raft.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls by which a process forced files to its disk, as {@code strace} saw them. */
public final class SyncTrace {
    private static final String CALLS = "fsync,fdatasync,msync";

    // "PID TIME fdatasync(5) = 0 <SECONDS>": TIME is when the call began. If another thread's call came in between,
    // "PID TIME <... fdatasync resumed>) = 0 <SECONDS>": TIME is when it ended.
    private static final Pattern ENDED = Pattern.compile(
            "^[0-9]+ +([0-9]+\\.[0-9]+) (<\\.\\.\\. )?(?:fsync|fdatasync|msync)(?:\\(| resumed>).* = 0.*<([0-9.]+)>$");

    private final List<Double> ends = new ArrayList<>();

    private SyncTrace() {}

    /**
     * The words in front of a command that make {@code strace} write what {@link #read} understands.
     *
     * @param output the file it writes to
     * @return the words
     */
    public static List<String> tracer(Path output) {
        return List.of("strace", "-f", "--seccomp-bpf", "-ttt", "-T", "-e", "trace=" + CALLS, "-o", output.toString());
    }

    /**
     * The words in front of a command that make each of its calls to force a file take longer.
     *
     * @param millis how much longer
     * @param output the file that {@code strace} writes to
     * @return the words
     */
    public static List<String> delayer(int millis, Path output) {
        String inject = "inject=" + CALLS + ":delay_exit=" + millis * 1000;
        return List.of("strace", "-f", "--seccomp-bpf", "-e", "trace=" + CALLS, "-e", inject, "-o", output.toString());
    }

    /**
     * Reads what {@code strace} wrote.
     *
     * @param output the file
     * @return the calls in it
     * @throws IOException if it cannot be read
     */
    public static SyncTrace read(Path output) throws IOException {
        SyncTrace trace = new SyncTrace();
        for (String line : Files.readAllLines(output)) {
            Matcher matcher = ENDED.matcher(line);
            if (matcher.matches()) {
                double time = Double.parseDouble(matcher.group(1));
                trace.ends.add(matcher.group(2) == null ? time + Double.parseDouble(matcher.group(3)) : time);
            }
        }
        return trace;
    }

    /**
     * Counts calls that ended within a stretch of time.
     *
     * @param from its beginning, in seconds since 1970
     * @param to its end
     * @return how many
     */
    public long endedWithin(double from, double to) {
        return ends.stream().filter(end -> from <= end && end <= to).count();
    }
}
