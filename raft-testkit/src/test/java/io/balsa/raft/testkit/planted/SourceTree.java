package io.balsa.raft.testkit.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sources of the product, of which mutants are made. Nothing is ever written there.
 *
 * @param root the repository
 */
record SourceTree(Path root) {
    private static final String SOURCES = "/src/main/java/";

    /** The repository that the working directory is in. */
    static SourceTree here() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("raft-core/src/main/java"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "no sources of the product in or above " + Path.of("").toAbsolutePath());
        }
        return new SourceTree(folder);
    }

    /**
     * Plants a bug in copies of the files that it changes.
     *
     * @param bug the bug
     * @return the changed sources by the name of their class
     */
    Map<String, String> plant(PlantedBug bug) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Edit edit : bug.edits()) {
            String name = className(bug, edit.file());
            String before = sources.containsKey(name) ? sources.get(name) : read(bug, edit.file());
            sources.put(name, change(bug, edit, before));
        }
        return sources;
    }

    private String read(PlantedBug bug, String file) throws IOException {
        Path path = root.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new BugFormatException(bug.id() + ": no file " + file);
        }
        return Files.readString(path);
    }

    private static String change(PlantedBug bug, Edit edit, String before) {
        int first = before.indexOf(edit.find());
        if (first < 0 || before.indexOf(edit.find(), first + 1) >= 0) {
            throw new BugFormatException(
                    bug.id() + ": in " + edit.file() + " this has to stand exactly once, and stands "
                            + (first < 0 ? "nowhere" : "more than once") + ":\n" + edit.find());
        }
        return before.substring(0, first)
                + edit.put()
                + before.substring(first + edit.find().length());
    }

    static String className(PlantedBug bug, String file) {
        int begin = file.indexOf(SOURCES);
        if (begin < 0 || !file.endsWith(".java")) {
            throw new BugFormatException(
                    bug.id() + ": " + file + ": expected a source file of the product, below " + SOURCES);
        }
        return file.substring(begin + SOURCES.length(), file.length() - ".java".length())
                .replace('/', '.');
    }
}
