package io.balsa.raft.benchmarks.peers.aeron;

import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.nio.file.Path;

/** Aeron Cluster. As it comes it forces nothing. */
public final class AeronLibrary implements Library {
    /** For the comparison. */
    public AeronLibrary() {}

    @Override
    public String version() {
        return "aeron-cluster 1.51.0";
    }

    @Override
    public String settings() {
        return "fileSyncLevel=1 and catalogFileSyncLevel=1 of the archive, fileSyncLevel=1 of the consensus module (default"
                + " 0 for all: nothing is forced); ThreadingMode.SHARED, MTU 8 KiB, 2 MiB socket buffers and window (or what the system allows), minimum flow control, client by IPC to the leader's"
                + " media driver, one reply a command";
    }

    @Override
    public Cluster start(Path directory) throws Exception {
        return AeronClusterUnderTest.start(directory);
    }
}
