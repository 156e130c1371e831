package io.balsa.raft.benchmarks.peers.jgroups;

import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.Server;
import io.balsa.raft.benchmarks.drive.ServerLibrary;
import java.nio.file.Path;

/**
 * jgroups-raft. As it comes it forces nothing; {@code log_use_fsync} makes it force its log. Who it voted for is never forced. As it comes it also takes a
 * snapshot each megabyte, which no other library here does.
 */
public final class JGroupsLibrary implements ServerLibrary {
    /** For the comparison. */
    public JGroupsLibrary() {}

    @Override
    public String version() {
        return "jgroups-raft 1.1.4.Final";
    }

    @Override
    public String settings() {
        return "RAFT.log_use_fsync=true (default false: nothing is forced; the vote never is), max_log_size 1 TB"
                + " (default 1 MB: a snapshot each); TCP stack as it comes:"
                + " FD_SOCK2, VERIFY_SUSPECT2 1.5 s, MERGE3 10 to 30 s; FD_ALL3 timeout 1 s, interval 200 ms (default 40 s and 5 s);"
                + " elects when the view changes, there is no election timeout";
    }

    @Override
    public Server startServer(int number, Ports ports, Path directory) throws Exception {
        return JGroupsServer.start(number, ports, directory);
    }
}
