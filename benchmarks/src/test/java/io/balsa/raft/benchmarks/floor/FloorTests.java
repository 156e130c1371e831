package io.balsa.raft.benchmarks.floor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.benchmarks.drive.Acknowledgement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FloorTests {
    private static final int FILE_BYTES = 4 << 20;
    private static final int COMMANDS = 5000;

    @TempDir
    private Path directory;

    private static byte[] command(int number) {
        return ByteBuffer.allocate(100).putInt(number).array();
    }

    @Test
    void whatIsAcknowledgedIsInTheFilesOfTwoServersAtThatMoment() throws Exception {
        try (FloorCluster cluster = FloorCluster.start(directory, FILE_BYTES)) {
            CompletableFuture<Void> last = propose(cluster, COMMANDS);
            last.get(30, TimeUnit.SECONDS);
            int complete = 0;
            for (int server = 0; server < 3; server++) {
                complete += written(FloorCluster.file(directory, server)).size() == COMMANDS ? 1 : 0;
            }
            assertTrue(complete >= 2, complete + " servers have all");
        }
        List<byte[]> commands = written(FloorCluster.file(directory, 0));
        for (int i = 0; i < COMMANDS; i++) {
            assertArrayEquals(command(i), commands.get(i));
        }
    }

    @Test
    void serversApplyTheSame() throws Exception {
        FloorCluster cluster = FloorCluster.start(directory, FILE_BYTES);
        try (cluster) {
            propose(cluster, COMMANDS).get(30, TimeUnit.SECONDS);
            assertEquals(COMMANDS, cluster.applied().get(0).count());
        }
        // A follower finishes what it has received before it stops.
        cluster.applied()
                .forEach(applied -> assertEquals(cluster.applied().get(0).toString(), applied.toString()));
    }

    /** More than the batches hold, and more than the files do. */
    @Test
    void aFullWindowOfLargeCommandsWaitsForRoom() throws Exception {
        try (FloorCluster cluster = FloorCluster.start(directory, FILE_BYTES)) {
            byte[] large = new byte[200_000];
            List<CompletableFuture<Void>> acknowledged = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                acknowledged.add(propose(cluster, large));
            }
            CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static CompletableFuture<Void> propose(FloorCluster cluster, int commands) throws InterruptedException {
        CompletableFuture<Void> last = new CompletableFuture<>();
        for (int i = 0; i < commands; i++) {
            last = propose(cluster, command(i));
        }
        return last;
    }

    private static CompletableFuture<Void> propose(FloorCluster cluster, byte[] command) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        cluster.propose(command, new Acknowledgement() {
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

    private static List<byte[]> written(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        List<byte[]> commands = new ArrayList<>();
        while (bytes.getInt(bytes.position()) > 0) {
            int end = Batch.next(bytes, bytes.position());
            bytes.position(bytes.position() + Batch.HEADER_BYTES);
            while (bytes.position() < end) {
                byte[] command = new byte[bytes.getInt()];
                bytes.get(command);
                commands.add(command);
            }
        }
        return commands;
    }
}
