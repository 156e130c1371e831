package io.balsa.raft.benchmarks.peers.jgroups;

import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Library;
import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.Server;
import io.balsa.raft.benchmarks.drive.ServerCluster;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jgroups.JChannel;
import org.jgroups.raft.Options;
import org.jgroups.raft.RaftHandle;

/** A channel. */
final class JGroupsServer implements Server {
    /** The leader alone needs what apply returns, and here not even it does. */
    private static final Options NO_RESULT = Options.create(true);

    private final Applied applied = new Applied();
    private final JChannel channel;
    private final RaftHandle handle;

    private JGroupsServer(int number, Ports ports, Path directory) throws Exception {
        String hosts = IntStream.range(0, Library.NODES)
                .mapToObj(server -> "127.0.0.1[" + ports.of(server) + "]")
                .collect(Collectors.joining(","));
        String id = ServerCluster.name(number);
        String stack = template()
                .replace("@port@", Integer.toString(ports.of(number)))
                .replace("@hosts@", hosts)
                .replace("@id@", id)
                .replace("@directory@", directory.toString());
        channel = new JChannel(new ByteArrayInputStream(stack.getBytes(StandardCharsets.UTF_8))).name(id);
        handle = new RaftHandle(channel, new CountingStateMachine(applied));
        channel.connect("benchmark");
    }

    static JGroupsServer start(int number, Ports ports, Path directory) throws Exception {
        return new JGroupsServer(number, ports, directory);
    }

    private static String template() throws Exception {
        try (InputStream in = JGroupsServer.class.getResourceAsStream("/balsa-comparison.xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public boolean leads() {
        return handle.isLeader();
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) throws Exception {
        CompletableFuture<byte[]> unused = handle.setAsync(command, 0, command.length, NO_RESULT)
                .whenComplete((result, problem) -> acknowledgement.completed(problem));
    }

    @Override
    public Applied applied() {
        return applied;
    }

    @Override
    public void close() {
        channel.close();
    }

    @Override
    public String toString() {
        return channel.getViewAsString();
    }
}
