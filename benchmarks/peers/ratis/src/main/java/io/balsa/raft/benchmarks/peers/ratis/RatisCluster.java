package io.balsa.raft.benchmarks.peers.ratis;

import io.balsa.raft.benchmarks.Await;
import io.balsa.raft.benchmarks.FreePorts;
import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.TimeDuration;

/** Three servers in this process, talking gRPC. */
final class RatisCluster implements Cluster {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<RaftServer> servers = new ArrayList<>();
    private final List<CountingStateMachine> stateMachines = new ArrayList<>();
    private final Client client;

    private RatisCluster(Path directory) throws Exception {
        List<Integer> ports = FreePorts.find(Library.NODES);
        List<RaftPeer> peers = new ArrayList<>();
        for (int i = 0; i < Library.NODES; i++) {
            peers.add(RaftPeer.newBuilder()
                    .setId("n" + (i + 1))
                    .setAddress("127.0.0.1:" + ports.get(i))
                    .build());
        }
        RaftGroup group = RaftGroup.valueOf(RaftGroupId.randomId(), peers);
        for (int i = 0; i < Library.NODES; i++) {
            CountingStateMachine stateMachine = new CountingStateMachine();
            stateMachines.add(stateMachine);
            RaftServer server = RaftServer.newBuilder()
                    .setServerId(peers.get(i).getId())
                    .setGroup(group)
                    .setStateMachine(stateMachine)
                    .setProperties(properties(ports.get(i), directory.resolve("n" + (i + 1))))
                    .build();
            servers.add(server);
            server.start();
        }
        List<RaftServer.Division> divisions = new ArrayList<>();
        for (RaftServer server : servers) {
            divisions.add(server.getDivision(group.getGroupId()));
        }
        Await.until(
                "there is a leader", PATIENCE, () -> divisions.stream().anyMatch(RatisCluster::leads), () -> divisions);
        RaftServer.Division leader =
                divisions.stream().filter(RatisCluster::leads).findFirst().orElseThrow();
        client = new Client((RaftClientAsynchronousProtocol) leader, leader.getId(), group.getGroupId());
    }

    static RatisCluster start(Path directory) throws Exception {
        return new RatisCluster(directory);
    }

    private static boolean leads(RaftServer.Division division) {
        return division.getInfo().isLeaderReady();
    }

    private static RaftProperties properties(int port, Path directory) {
        RaftProperties properties = new RaftProperties();
        RaftConfigKeys.Rpc.setType(properties, SupportedRpcType.GRPC);
        GrpcConfigKeys.Server.setPort(properties, port);
        RaftServerConfigKeys.setStorageDir(properties, List.of(directory.toFile()));
        RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, false);
        RaftServerConfigKeys.Log.setAsyncFlushEnabled(properties, false);
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, TimeDuration.valueOf(1, TimeUnit.SECONDS));
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, TimeDuration.valueOf(2, TimeUnit.SECONDS));
        return properties;
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) throws IOException {
        client.propose(command, acknowledgement);
    }

    @Override
    public List<Applied> applied() {
        return stateMachines.stream().map(CountingStateMachine::applied).toList();
    }

    @Override
    public void close() throws IOException {
        for (RaftServer server : servers) {
            server.close();
        }
    }
}
