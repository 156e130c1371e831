package io.balsa.raft.testkit.crash;

import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.storage.StorageOptions;
import io.balsa.raft.storage.disk.Disk;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Explores the crashes of the file storage from the command line: {@code [--images N] [--seed S]} or {@code --replay FINDING}. */
public final class CrashExplorerMain {
    /** The smallest files that there can be, so that a short session goes through several. */
    static final StorageOptions TINY = StorageOptions.builder()
            .segmentBytes(32 << 10)
            .writeBufferBytes(16 << 10)
            .build();

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final long DEFAULT_IMAGES = 20_000;
    private static final long IMAGES_PER_TICK = 500;

    private final PrintStream out;
    private final PrintStream err;
    private long images = DEFAULT_IMAGES;
    private long seed;

    CrashExplorerMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Explores and ends the process: with status 0 if nothing was found, 1 if something was, 2 if the arguments make no sense.
     *
     * @param arguments {@code --images N}: how many images to open; {@code --seed S}: of the first random script; {@code --replay} with what
     *     a finding says: repeats that one
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new CrashExplorerMain(out, err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        try {
            while (!left.isEmpty()) {
                String option = left.remove();
                if (left.isEmpty()) {
                    throw new IllegalArgumentException(option + ": unknown, or its value is missing");
                }
                String value = left.remove();
                switch (option) {
                    case "--images" -> images = Long.parseLong(value);
                    case "--seed" -> seed = Long.parseLong(value);
                    case "--replay" -> {
                        return replay(value);
                    }
                    default -> throw new IllegalArgumentException(option + ": unknown");
                }
            }
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println("usage: crash-explorer [--images N] [--seed S]");
            err.println("       crash-explorer --replay 'SCRIPT OPERATION SURVIVORS'");
            return USAGE;
        }
        return explore();
    }

    private int explore() {
        CrashReport report = new CrashExplorer(CrashExplorerMain::tiny, this::progress).explore(images, seed);
        err.print("\r");
        report.findings().forEach(out::println);
        out.println(report.scripts() + " scripts, " + report.equalImages() + " images equal to another one");
        out.println(report.summary());
        return report.findings().isEmpty() ? 0 : FAILED;
    }

    private void progress(long count) {
        if (count % IMAGES_PER_TICK == 0) {
            err.print("\r" + count + " of " + images + " images ");
            err.flush();
        }
    }

    private int replay(String crash) {
        try {
            List<CrashFinding> findings = new CrashExplorer(CrashExplorerMain::tiny).replay(crash);
            findings.forEach(out::println);
            out.println(findings.isEmpty() ? "nothing is wrong after this crash" : "found again");
            return findings.isEmpty() ? 0 : FAILED;
        } catch (StorageException e) {
            out.println("the session failed: " + e);
            return FAILED;
        }
    }

    private static FileStorage tiny(Disk disk) {
        return FileStorage.on(disk, TINY);
    }
}
