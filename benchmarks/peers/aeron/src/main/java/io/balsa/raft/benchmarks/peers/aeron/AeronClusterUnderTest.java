package io.balsa.raft.benchmarks.peers.aeron;

import io.balsa.raft.benchmarks.Await;
import io.balsa.raft.benchmarks.FreePorts;
import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three members in this process, and a client of the leader. */
final class AeronClusterUnderTest implements Cluster {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<Member> members = new ArrayList<>();
    private final Client client;

    private AeronClusterUnderTest(Path directory) throws Exception {
        List<Integer> ports = FreePorts.find(Library.NODES * Member.PORTS);
        for (int id = 0; id < Library.NODES; id++) {
            members.add(new Member(id, ports, Files.createDirectory(directory.resolve("n" + (id + 1)))));
        }
        Await.until("there is a leader", PATIENCE, () -> members.stream().anyMatch(Member::leads), () -> "none");
        Member leader = members.stream().filter(Member::leads).findFirst().orElseThrow();
        client = new Client(leader.mediaDirectory());
    }

    static AeronClusterUnderTest start(Path directory) throws Exception {
        return new AeronClusterUnderTest(directory);
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) {
        client.propose(command, acknowledgement);
    }

    @Override
    public List<Applied> applied() {
        return members.stream().map(Member::applied).toList();
    }

    @Override
    public void close() throws IOException {
        client.close();
        members.forEach(Member::close);
    }
}
