package io.balsa.raft.benchmarks.peers.jgroups;

import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.nio.file.Path;

/**
 * jgroups-raft. As it comes it forces nothing; {@code log_use_fsync} makes it force its log. Who it voted for is never forced. As it comes it also takes a
 * snapshot each megabyte, which no other library here does.
 */
public final class JGroupsLibrary implements Library {
    /** For the comparison. */
    public JGroupsLibrary() {}

    @Override
    public String version() {
        return "jgroups-raft 1.1.4.Final";
    }

    @Override
    public String settings() {
        return "RAFT.log_use_fsync=true (default false: nothing is forced; the vote never is), max_log_size 1 TB"
                + " (default 1 MB: a snapshot each); TCP stack as it comes";
    }

    @Override
    public Cluster start(Path directory) throws Exception {
        return JGroupsCluster.start(directory);
    }
}
