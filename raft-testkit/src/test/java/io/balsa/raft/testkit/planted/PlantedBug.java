package io.balsa.raft.testkit.planted;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A bug that the tests have to find.
 *
 * @param id M01 to M40 for the list that every change of the core is held against, N01 and on for bugs that others had
 * @param title the bug in a line
 * @param source where it was seen or described
 * @param notYet why it cannot be planted, while the product lacks what it would break
 * @param edits how it is planted; none if it cannot be
 */
record PlantedBug(String id, String title, String source, Optional<String> notYet, List<Edit> edits) {
    boolean applies() {
        return notYet.isEmpty();
    }

    /** {@return the files that it changes, sorted} */
    List<String> files() {
        TreeSet<String> files = new TreeSet<>();
        edits.forEach(edit -> files.add(edit.file()));
        return List.copyOf(files);
    }
}
