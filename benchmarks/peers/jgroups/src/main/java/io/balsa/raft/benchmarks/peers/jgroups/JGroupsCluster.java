package io.balsa.raft.benchmarks.peers.jgroups;

import io.balsa.raft.benchmarks.Await;
import io.balsa.raft.benchmarks.FreePorts;
import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jgroups.JChannel;
import org.jgroups.raft.Options;
import org.jgroups.raft.RaftHandle;

/** Three channels in this process. */
final class JGroupsCluster implements Cluster {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The leader alone needs what apply returns, and here not even it does. */
    private static final Options NO_RESULT = Options.create(true);

    private final List<JChannel> channels = new ArrayList<>();
    private final List<RaftHandle> handles = new ArrayList<>();
    private final List<Applied> applied = new ArrayList<>();
    private final RaftHandle leader;

    private JGroupsCluster(Path directory) throws Exception {
        List<Integer> ports = FreePorts.find(Library.NODES);
        String hosts = ports.stream().map(port -> "127.0.0.1[" + port + "]").collect(Collectors.joining(","));
        for (int i = 0; i < Library.NODES; i++) {
            String id = "n" + (i + 1);
            String stack = template()
                    .replace("@port@", ports.get(i).toString())
                    .replace("@hosts@", hosts)
                    .replace("@id@", id)
                    .replace("@directory@", directory.toString());
            JChannel channel = new JChannel(new ByteArrayInputStream(stack.getBytes(StandardCharsets.UTF_8))).name(id);
            Applied applies = new Applied();
            channels.add(channel);
            applied.add(applies);
            handles.add(new RaftHandle(channel, new CountingStateMachine(applies)));
            channel.connect("benchmark");
        }
        Await.until(
                "there is a leader", PATIENCE, () -> handles.stream().anyMatch(RaftHandle::isLeader), () -> channels);
        leader = handles.stream().filter(RaftHandle::isLeader).findFirst().orElseThrow();
    }

    static JGroupsCluster start(Path directory) throws Exception {
        return new JGroupsCluster(directory);
    }

    private static String template() throws Exception {
        try (InputStream in = JGroupsCluster.class.getResourceAsStream("/balsa-comparison.xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) throws Exception {
        CompletableFuture<byte[]> unused = leader.setAsync(command, 0, command.length, NO_RESULT)
                .whenComplete((result, problem) -> acknowledgement.completed(problem));
    }

    @Override
    public List<Applied> applied() {
        return applied;
    }

    @Override
    public void close() {
        channels.forEach(JChannel::close);
    }
}
