package io.balsa.raft.benchmarks.balsa;

import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.Server;
import io.balsa.raft.benchmarks.drive.ServerLibrary;
import java.io.IOException;
import java.nio.file.Path;

/** This library, with its defaults. */
public final class BalsaLibrary implements ServerLibrary {
    /** For the comparison. */
    public BalsaLibrary() {}

    @Override
    public String version() {
        return "this build";
    }

    @Override
    public String settings() {
        return "durable by default: every batch is forced (fdatasync) before it is acknowledged; election timeout 1 s; nothing is set";
    }

    @Override
    public Server startServer(int number, Ports ports, Path directory) throws IOException {
        return BalsaServer.start(number, ports, directory);
    }
}
