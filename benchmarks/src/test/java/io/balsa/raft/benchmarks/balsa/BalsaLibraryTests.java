package io.balsa.raft.benchmarks.balsa;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.ServerCluster;
import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.storage.FileStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BalsaLibraryTests {
    private static final int COMMANDS = 1000;

    @TempDir
    private Path directory;

    @Test
    void whatIsAcknowledgedIsInTheLogsOfTwoServers() throws Exception {
        try (Cluster cluster = new BalsaLibrary().start(directory)) {
            CompletableFuture<?>[] acknowledged = new CompletableFuture<?>[COMMANDS];
            for (int i = 0; i < COMMANDS; i++) {
                acknowledged[i] = propose(cluster);
            }
            CompletableFuture.allOf(acknowledged).get(30, TimeUnit.SECONDS);
        }
        int complete = 0;
        for (int server = 0; server < 3; server++) {
            complete += commandsInLog(ServerCluster.name(server)) == COMMANDS ? 1 : 0;
        }
        assertTrue(complete >= 2, complete + " logs have all");
    }

    private static CompletableFuture<Void> propose(Cluster cluster) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        cluster.propose(new byte[100], new Acknowledgement() {
            @Override
            public void acknowledged() {
                done.complete(null);
            }

            @Override
            public void failed(Throwable problem) {
                done.completeExceptionally(problem);
            }
        });
        return done;
    }

    private int commandsInLog(String server) throws IOException {
        try (LogStorage log = FileStorage.at(directory.resolve(server)).open(BalsaServer.CLUSTER, NodeId.of(server))) {
            EntryCursor entries =
                    log.read(1, log.restored().lastIndex(), Long.MAX_VALUE).cursor();
            int commands = 0;
            while (entries.next()) {
                commands += entries.isCommand() ? 1 : 0;
            }
            return commands;
        }
    }
}
