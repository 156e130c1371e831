package io.balsa.raft.testkit.planted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the file of a planted bug:
 *
 * <pre>
 * # perhaps a remark
 * title: Entries of earlier terms are committed by counting
 * source: paper §5.4.2, Figure 8
 *
 * file: raft-core/src/main/java/io/balsa/raft/core/Leader.java
 * find:
 *         if (lines as they stand there, exactly once) {
 * put:
 *         if (lines instead) {
 * end
 * </pre>
 *
 * {@code find}, {@code put} and {@code end} repeat as often as needed, under the same {@code file} or another. A bug that does not apply yet has a line
 * {@code not yet: REASON} and no edits.
 */
final class BugParser {
    private static final String EXTENSION = ".patch";

    private final String name;
    private final List<Edit> edits = new ArrayList<>();
    private String title = "";
    private String source = "";
    private Optional<String> notYet = Optional.empty();
    private String file = "";
    private List<String> find = new ArrayList<>();
    private List<String> put = new ArrayList<>();
    private List<String> block;

    private BugParser(String name) {
        this.name = name;
    }

    static PlantedBug parse(String name, List<String> lines) {
        BugParser parser = new BugParser(name);
        for (int i = 0; i < lines.size(); i++) {
            parser.take(lines.get(i), i + 1);
        }
        return parser.finish();
    }

    private void take(String line, int number) {
        if (line.equals("find:") && block == null) {
            find = new ArrayList<>();
            block = find;
        } else if (line.equals("put:") && block == find) {
            put = new ArrayList<>();
            block = put;
        } else if (line.equals("end") && block == put) {
            edits.add(new Edit(file, String.join("\n", find), String.join("\n", put)));
            block = null;
        } else if (block != null) {
            block.add(line);
        } else if (!line.isBlank() && !line.startsWith("#")) {
            field(line, number);
        }
    }

    private void field(String line, int number) {
        int colon = line.indexOf(": ");
        String value = colon < 0 ? "" : line.substring(colon + 2).strip();
        switch (colon < 0 ? line : line.substring(0, colon)) {
            case "title" -> title = value;
            case "source" -> source = value;
            case "not yet" -> notYet = Optional.of(value);
            case "file" -> file = value;
            default ->
                throw wrong(
                        "line " + number + ": '" + line + "': expected title, source, not yet, file, find, put or end");
        }
    }

    private PlantedBug finish() {
        if (block != null) {
            throw wrong("no 'end' behind the last edit");
        }
        if (title.isEmpty() || source.isEmpty()) {
            throw wrong("expected a title and a source");
        }
        if (notYet.isPresent() != edits.isEmpty()) {
            throw wrong("expected either edits or 'not yet: REASON'");
        }
        for (Edit edit : edits) {
            if (edit.file().isEmpty() || edit.find().isBlank()) {
                throw wrong("an edit without a file, or without text to find");
            }
        }
        return new PlantedBug(
                name.substring(0, name.length() - EXTENSION.length()), title, source, notYet, List.copyOf(edits));
    }

    private BugFormatException wrong(String what) {
        return new BugFormatException(name + ": " + what);
    }

    static boolean isBug(String name) {
        return name.endsWith(EXTENSION);
    }
}
