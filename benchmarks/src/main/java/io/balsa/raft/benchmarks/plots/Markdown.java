package io.balsa.raft.benchmarks.plots;

import java.util.List;
import java.util.stream.Stream;

/** Pieces of Markdown. */
final class Markdown {
    private Markdown() {}

    /** {@return a table whose first column is text and whose others are numbers} */
    static String table(List<String> titles, Stream<List<String>> rows) {
        StringBuilder out = new StringBuilder(row(titles));
        out.append("|---").append("|---:".repeat(titles.size() - 1)).append("|\n");
        rows.forEach(cells -> out.append(row(cells)));
        return out.toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    static String image(String description, String path) {
        return "![" + description + "](" + path + ")\n";
    }

    /** {@return where figures are from, with a link to them} */
    static String from(Source source) {
        return "[" + source.file() + "](benchmarks/" + source.file() + "): " + source.caption() + ".\n";
    }
}
