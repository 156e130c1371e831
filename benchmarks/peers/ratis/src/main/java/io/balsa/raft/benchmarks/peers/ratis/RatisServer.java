package io.balsa.raft.benchmarks.peers.ratis;

import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.Server;
import io.balsa.raft.benchmarks.drive.ServerCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
import org.apache.ratis.server.storage.RaftStorage.StartupOption;
import org.apache.ratis.util.TimeDuration;

/** A server that talks gRPC, with one group. */
final class RatisServer implements Server {
    private static final RaftGroupId GROUP = RaftGroupId.valueOf(new UUID(0, 1));

    private final CountingStateMachine stateMachine = new CountingStateMachine();
    private final RaftServer server;
    private final RaftServer.Division division;
    private final Client client;

    private RatisServer(int number, Ports ports, Path directory) throws IOException {
        List<RaftPeer> peers = new ArrayList<>();
        for (String address : ports.addresses()) {
            peers.add(RaftPeer.newBuilder()
                    .setId(ServerCluster.name(peers.size()))
                    .setAddress(address)
                    .build());
        }
        server = RaftServer.newBuilder()
                .setServerId(peers.get(number).getId())
                .setGroup(RaftGroup.valueOf(GROUP, peers))
                .setOption(Files.exists(directory) ? StartupOption.RECOVER : StartupOption.FORMAT)
                .setStateMachine(stateMachine)
                .setProperties(properties(ports.of(number), directory))
                .build();
        server.start();
        division = server.getDivision(GROUP);
        client = new Client((RaftClientAsynchronousProtocol) division, division.getId(), GROUP);
    }

    static RatisServer start(int number, Ports ports, Path directory) throws IOException {
        return new RatisServer(number, ports, directory);
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
    public boolean leads() {
        return division.getInfo().isLeaderReady();
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) throws IOException {
        client.propose(command, acknowledgement);
    }

    @Override
    public Applied applied() {
        return stateMachine.applied();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    @Override
    public String toString() {
        return division.toString();
    }
}
