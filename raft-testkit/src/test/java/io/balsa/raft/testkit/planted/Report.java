package io.balsa.raft.testkit.planted;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints a kill matrix, for a terminal or as a table in Markdown. */
final class Report {
    private final PrintStream out;
    private final boolean markdown;
    private final long beginNanos = System.nanoTime();

    Report(PrintStream out, boolean markdown) {
        this.out = out;
        this.markdown = markdown;
    }

    void head(Row control) {
        if (markdown) {
            StringBuilder head = new StringBuilder("| bug | what is wrong | seen in |");
            StringBuilder line = new StringBuilder("|---|---|---|");
            for (Layer layer : Layer.values()) {
                head.append(' ').append(layer.title()).append(" |");
                line.append("---|");
            }
            out.println(head + " how it showed first | s |");
            out.println(line + "---|---|");
        }
        row(control);
    }

    void row(Row row) {
        if (markdown) {
            markdown(row);
            return;
        }
        out.printf(
                Locale.ROOT,
                "%-4s %-8s %s (%.1f s)%n",
                row.bug().id(),
                row.killed() ? "killed" : row.bug().edits().isEmpty() ? "sound" : "SURVIVES",
                row.bug().title(),
                row.seconds());
        for (Outcome outcome : row.outcomes()) {
            out.println("       " + outcome.layer().title() + ": " + outcome.cell()
                    + (outcome.killed() ? ": " + outcome.reason() : ""));
        }
    }

    private void markdown(Row row) {
        StringBuilder line = new StringBuilder("| " + row.bug().id() + " | "
                + escaped(row.bug().title()) + " | " + escaped(row.bug().source()) + " |");
        for (Layer layer : Layer.values()) {
            Optional<Outcome> outcome = row.in(layer);
            String cell = outcome.map(Outcome::cell).orElse("");
            boolean first = row.firstKill().equals(outcome);
            line.append(' ')
                    .append(first && !cell.isEmpty() ? "**" + escaped(cell) + "**" : escaped(cell))
                    .append(" |");
        }
        String reason =
                row.firstKill().map(Outcome::reason).orElse(row.bug().edits().isEmpty() ? "" : "**survives**");
        out.println(line + " " + escaped(reason) + " | " + String.format(Locale.ROOT, "%.1f", row.seconds()) + " |");
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    void end(List<Row> rows, List<PlantedBug> notYet) {
        if (markdown && !notYet.isEmpty()) {
            out.println("\n| bug | what would be wrong | seen in | why not yet |\n|---|---|---|---|");
        }
        for (PlantedBug bug : notYet) {
            String why = bug.notYet().orElseThrow();
            out.println(
                    markdown
                            ? "| " + bug.id() + " | " + escaped(bug.title()) + " | " + escaped(bug.source()) + " | "
                                    + escaped(why) + " |"
                            : String.format(Locale.ROOT, "%-4s %-8s %s: %s", bug.id(), "not yet", bug.title(), why));
        }
        long killed = rows.stream().filter(Row::killed).count();
        out.printf(
                Locale.ROOT,
                "%s%d of %d planted bugs killed; %d do not apply yet%n",
                markdown ? "\n" : "",
                killed,
                rows.size(),
                notYet.size());
        if (markdown) {
            out.printf(
                    Locale.ROOT,
                    "(%s, %s, JDK %s on %s, %d processors, %d s)%n",
                    "`bin/sim --planted --markdown`",
                    LocalDate.now(),
                    System.getProperty("java.version"),
                    System.getProperty("os.name"),
                    Runtime.getRuntime().availableProcessors(),
                    (System.nanoTime() - beginNanos) / 1_000_000_000);
        }
    }
}
