package io.balsa.raft.testkit.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All planted bugs, each a file. */
final class PlantedBugs {
    private static final String FOLDER = "raft-testkit/src/test/resources/planted";

    private PlantedBugs() {}

    /**
     * Reads them all.
     *
     * @param sources the repository
     * @return the bugs by name
     */
    static List<PlantedBug> all(SourceTree sources) throws IOException {
        List<Path> files;
        try (Stream<Path> below = Files.list(sources.root().resolve(FOLDER))) {
            files = below.filter(file -> BugParser.isBug(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        List<PlantedBug> bugs = new ArrayList<>();
        for (Path file : files) {
            bugs.add(BugParser.parse(file.getFileName().toString(), Files.readAllLines(file)));
        }
        return bugs;
    }

    /** Picks some of them by name; all if no name is given. */
    static List<PlantedBug> named(List<PlantedBug> all, List<String> ids) {
        for (String id : ids) {
            if (all.stream().noneMatch(bug -> bug.id().equals(id))) {
                throw new IllegalArgumentException("planted bug '" + id + "': expected one of "
                        + String.join(", ", all.stream().map(PlantedBug::id).toList()));
            }
        }
        return all.stream()
                .filter(bug -> ids.isEmpty() || ids.contains(bug.id()))
                .toList();
    }
}
