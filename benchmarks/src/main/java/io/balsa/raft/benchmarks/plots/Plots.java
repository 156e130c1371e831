package io.balsa.raft.benchmarks.plots;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes drawings and tables from the results that are kept, or says which of them are out of date. */
public final class Plots {
    private static final String CHECK = "--check";

    private final Path docs;
    private final Path readme;

    Plots(Path docs, Path readme) {
        this.docs = docs.toAbsolutePath();
        this.readme = readme.toAbsolutePath();
    }

    /**
     * Brings the documents up to date.
     *
     * @param args the directory of the documents, the README, and perhaps {@code --check}, which changes nothing and ends with status 1 if anything is out of
     *     date
     * @throws IOException if files cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        List<String> options = List.of(args).subList(2, args.length);
        if (!options.isEmpty() && !options.equals(List.of(CHECK))) {
            throw new IllegalArgumentException("arguments " + options + ": expected nothing or " + CHECK);
        }
        Plots plots = new Plots(Path.of(args[0]), Path.of(args[1]));
        List<Path> outOfDate = plots.outOfDate();
        if (options.isEmpty()) {
            plots.update();
            outOfDate.forEach(file -> System.out.println("made: " + file));
            return;
        }
        outOfDate.forEach(file -> System.err.println("out of date: " + file));
        if (!outOfDate.isEmpty()) {
            System.err.println("bin/bench plots brings them up to date");
            System.exit(1);
        }
        System.out.println("plots and tables are up to date");
    }

    /** {@return the files that are not as they would be made} */
    List<Path> outOfDate() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<Path, Optional<String>> made : contents().entrySet()) {
            Path file = made.getKey();
            Optional<String> found = Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
            if (!found.equals(made.getValue())) {
                files.add(file);
            }
        }
        return files;
    }

    void update() throws IOException {
        for (Map.Entry<Path, Optional<String>> made : contents().entrySet()) {
            Path file = made.getKey();
            if (made.getValue().isPresent()) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, made.getValue().get());
            } else {
                Files.deleteIfExists(file);
            }
        }
    }

    private Map<Path, Optional<String>> contents() throws IOException {
        Publication publication = Publication.of(KeptRuns.read(docs.resolve("benchmarks")));
        Map<Path, Optional<String>> contents = new LinkedHashMap<>();
        publication
                .images()
                .forEach((name, image) -> contents.put(docs.resolve("images").resolve(name), image));
        for (Path document : List.of(docs.resolve("performance.md"), readme)) {
            contents.put(document, Optional.of(MarkedRegions.fill(Files.readString(document), publication.regions())));
        }
        return contents;
    }
}
