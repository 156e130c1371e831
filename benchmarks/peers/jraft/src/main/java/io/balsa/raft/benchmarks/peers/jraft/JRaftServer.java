package io.balsa.raft.benchmarks.peers.jraft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.RaftGroupService;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.Task;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Library;
import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.Server;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A server with one group. */
final class JRaftServer implements Server {
    private static final String GROUP = "benchmark";
    private static final int ELECTION_TIMEOUT_MILLIS = 1000;

    private final CountingStateMachine stateMachine = new CountingStateMachine();
    private final RaftGroupService service;
    private final Node node;

    private JRaftServer(int number, Ports ports, Path directory) throws IOException {
        List<PeerId> peers = IntStream.range(0, Library.NODES)
                .mapToObj(server -> new PeerId("127.0.0.1", ports.of(server)))
                .toList();
        Files.createDirectories(directory);
        service = new RaftGroupService(GROUP, peers.get(number), options(directory, peers));
        node = service.start();
    }

    static JRaftServer start(int number, Ports ports, Path directory) throws IOException {
        return new JRaftServer(number, ports, directory);
    }

    private NodeOptions options(Path data, List<PeerId> peers) {
        RaftOptions raft = new RaftOptions();
        raft.setSync(true);
        raft.setSyncMeta(true);
        NodeOptions options = new NodeOptions();
        options.setElectionTimeoutMs(ELECTION_TIMEOUT_MILLIS);
        options.setRaftOptions(raft);
        options.setFsm(stateMachine);
        options.setLogUri(data.resolve("log").toString());
        options.setRaftMetaUri(data.resolve("meta").toString());
        options.setInitialConf(new Configuration(peers));
        return options;
    }

    @Override
    public boolean leads() {
        return node.isLeader();
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) {
        node.apply(new Task(ByteBuffer.wrap(command), status -> {
            if (status.isOk()) {
                acknowledgement.acknowledged();
            } else {
                acknowledgement.failed(new IOException(status.toString()));
            }
        }));
    }

    @Override
    public Applied applied() {
        return stateMachine.applied();
    }

    @Override
    public void close() throws IOException {
        service.shutdown();
        try {
            service.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the server stops");
        }
    }

    @Override
    public String toString() {
        return node.toString();
    }
}
