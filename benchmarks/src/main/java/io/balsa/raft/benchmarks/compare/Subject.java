package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Who can be compared, and how its process is started. */
enum Subject {
    FLOOR("io.balsa.raft.benchmarks.floor.FloorLibrary"),
    BALSA("io.balsa.raft.benchmarks.balsa.BalsaLibrary"),
    JGROUPS("io.balsa.raft.benchmarks.peers.jgroups.JGroupsLibrary"),
    JRAFT("io.balsa.raft.benchmarks.peers.jraft.JRaftLibrary"),
    AERON("io.balsa.raft.benchmarks.peers.aeron.AeronLibrary"),
    RATIS("io.balsa.raft.benchmarks.peers.ratis.RatisLibrary");

    /** The system property that says where the other libraries were built, each in a directory of its name. */
    private static final String PEERS_PROPERTY = "bench.peers";

    /** Where Aeron keeps what is not to last. */
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final String library;

    Subject(String library) {
        this.library = library;
    }

    static Subject named(String name) {
        return Arrays.stream(values())
                .filter(subject -> subject.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--libraries '" + name + "': expected some of "
                        + String.join(
                                ",", Arrays.stream(values()).map(Subject::title).toList())));
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the class with which its process drives it} */
    String library() {
        return library;
    }

    /** {@return whether a server of it can be started again, and take over from another} */
    boolean isLibrary() {
        return this != FLOOR;
    }

    /** Deletes what a process of it leaves behind elsewhere than in its directory when it is killed. */
    void removeWhatIsLeftOf(long process) throws IOException {
        if (this == AERON && Files.isDirectory(SHARED_MEMORY)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(SHARED_MEMORY, "aeron-" + process + "-*")) {
                for (Path directory : left) {
                    ScratchDirectory.delete(directory);
                }
            }
        }
    }

    /** {@return flags that its process needs and the others do not} */
    List<String> ownFlags() {
        return this == AERON
                ? List.of(
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED")
                : List.of();
    }

    /** {@return the class path of its process; other libraries are kept from each other's dependencies} */
    String classPath() {
        if (this == FLOOR || this == BALSA) {
            return System.getProperty("java.class.path");
        }
        Path built = Path.of(System.getProperty(PEERS_PROPERTY), title(), "target");
        return built.resolve("classes") + System.getProperty("path.separator") + built.resolve("lib") + "/*";
    }
}
