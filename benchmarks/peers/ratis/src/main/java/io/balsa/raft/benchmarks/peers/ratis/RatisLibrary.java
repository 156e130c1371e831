package io.balsa.raft.benchmarks.peers.ratis;

import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.Server;
import io.balsa.raft.benchmarks.drive.ServerLibrary;
import java.io.IOException;
import java.nio.file.Path;

/** Apache Ratis, which is durable as it comes. */
public final class RatisLibrary implements ServerLibrary {
    /** For the comparison. */
    public RatisLibrary() {}

    @Override
    public String version() {
        return "ratis 3.3.0 (server, grpc)";
    }

    @Override
    public String settings() {
        return "log.unsafe-flush.enabled=false, log.async-flush.enabled=false (both default); election timeout 1 to 2 s"
                + " (default 150 to 300 ms: on a busy machine leaders change under load); called through the division's"
                + " RaftClientAsynchronousProtocol, since RaftServer's own blocks its caller for a hand-over between threads";
    }

    @Override
    public Server startServer(int number, Ports ports, Path directory) throws IOException {
        return RatisServer.start(number, ports, directory);
    }
}
