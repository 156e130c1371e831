package io.balsa.raft.benchmarks.peers.jraft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.RaftGroupService;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.Task;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import io.balsa.raft.benchmarks.Await;
import io.balsa.raft.benchmarks.FreePorts;
import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three servers of a group in this process. */
final class JRaftCluster implements Cluster {
    private static final String GROUP = "benchmark";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<RaftGroupService> services = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<CountingStateMachine> stateMachines = new ArrayList<>();
    private final Node leader;

    private JRaftCluster(Path directory) throws Exception {
        List<PeerId> peers = FreePorts.find(Library.NODES).stream()
                .map(port -> new PeerId("127.0.0.1", port))
                .toList();
        for (int i = 0; i < Library.NODES; i++) {
            CountingStateMachine stateMachine = new CountingStateMachine();
            Path data = Files.createDirectory(directory.resolve("n" + (i + 1)));
            RaftGroupService service = new RaftGroupService(GROUP, peers.get(i), options(data, peers, stateMachine));
            stateMachines.add(stateMachine);
            services.add(service);
            nodes.add(service.start());
        }
        Await.until("there is a leader", PATIENCE, () -> nodes.stream().anyMatch(Node::isLeader), () -> nodes);
        leader = nodes.stream().filter(Node::isLeader).findFirst().orElseThrow();
    }

    static JRaftCluster start(Path directory) throws Exception {
        return new JRaftCluster(directory);
    }

    private static NodeOptions options(Path data, List<PeerId> peers, CountingStateMachine stateMachine) {
        RaftOptions raft = new RaftOptions();
        raft.setSync(true);
        raft.setSyncMeta(true);
        NodeOptions options = new NodeOptions();
        options.setRaftOptions(raft);
        options.setFsm(stateMachine);
        options.setLogUri(data.resolve("log").toString());
        options.setRaftMetaUri(data.resolve("meta").toString());
        options.setInitialConf(new Configuration(peers));
        return options;
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) {
        leader.apply(new Task(ByteBuffer.wrap(command), status -> {
            if (status.isOk()) {
                acknowledgement.acknowledged();
            } else {
                acknowledgement.failed(new IOException(status.toString()));
            }
        }));
    }

    @Override
    public List<Applied> applied() {
        return stateMachines.stream().map(CountingStateMachine::applied).toList();
    }

    @Override
    public void close() throws IOException {
        services.forEach(RaftGroupService::shutdown);
        try {
            for (RaftGroupService service : services) {
                service.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the servers stop");
        }
    }
}
