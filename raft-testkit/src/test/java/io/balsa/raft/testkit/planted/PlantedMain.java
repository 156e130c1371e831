package io.balsa.raft.testkit.planted;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Shows from the command line that the tests find bugs: {@code bin/sim --planted [M07,N01,…] [--jobs J] [--markdown]}. */
public final class PlantedMain {
    private static final int SURVIVED = 1;
    private static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private List<String> ids = List.of();
    private int jobs = 2;
    private boolean markdown;

    private PlantedMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the kill matrix and ends the process: with status 0 if all bugs were found, 1 if one survived or the product as it is failed, 2 if the
     * arguments make no sense or a bug fits the product no longer.
     *
     * @param arguments names of bugs, separated by commas, all if there are none; {@code --jobs J}; {@code --markdown}
     */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new PlantedMain(out, err).run(List.of(arguments)));
    }

    private int run(List<String> arguments) throws InterruptedException {
        try {
            parse(arguments);
            SourceTree sources = SourceTree.here();
            return run(sources, PlantedBugs.named(PlantedBugs.all(sources), ids));
        } catch (IllegalArgumentException | BugFormatException | IOException e) {
            err.println(e.getMessage());
            return USAGE;
        }
    }

    private void parse(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--markdown")) {
                markdown = true;
            } else if (argument.equals("--jobs") && i + 1 < arguments.size()) {
                jobs = Integer.parseInt(arguments.get(++i));
            } else if (argument.startsWith("--")) {
                throw new IllegalArgumentException(
                        "usage: sim --planted [M07,N01,...] [--jobs J] [--markdown]; not known: " + argument);
            } else {
                ids = List.of(argument.split(","));
            }
        }
    }

    private int run(SourceTree sources, List<PlantedBug> bugs) throws IOException, InterruptedException {
        Report report = new Report(out, markdown);
        KillMatrix matrix = new KillMatrix(sources);
        Row control = matrix.control();
        report.head(control);
        if (control.killed()) {
            return SURVIVED;
        }
        List<Row> rows = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<Row>> futures = bugs.stream()
                    .filter(PlantedBug::applies)
                    .map(bug -> threads.submit(() -> matrix.run(bug)))
                    .toList();
            for (Future<Row> future : futures) {
                rows.add(future.get());
                report.row(rows.get(rows.size() - 1));
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BugFormatException misfit) {
                throw misfit;
            }
            throw new IllegalStateException("the kill matrix itself failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        report.end(rows, bugs.stream().filter(bug -> !bug.applies()).toList());
        return rows.stream().allMatch(Row::killed) ? 0 : SURVIVED;
    }
}
