package io.balsa.raft.examples.counter;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.RaftNode;
import io.balsa.raft.Role;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.transport.netty.NettyTransport;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Path;

/** A counter that three servers keep together. Here they share a process; in earnest each runs on a machine of its own. */
public final class CounterExample implements StateMachine {
    private BigInteger value = BigInteger.ZERO;

    @Override // on every server: the same commands in the same order, so the same value
    public byte[] apply(CommittedEntry entry) {
        value = value.add(new BigInteger(entry.commandBytes()));
        return value.toByteArray();
    }

    @Override // a view of the state as it is now, written out while commands go on
    public Snapshot snapshot() {
        BigInteger view = value;
        return out -> out.write(view.toByteArray());
    }

    @Override
    public void restore(InputStream in) throws IOException {
        value = new BigInteger(in.readAllBytes());
    }

    public static void main(String[] args) throws Exception {
        String[] cluster = {"n0=127.0.0.1:7200", "n1=127.0.0.1:7201", "n2=127.0.0.1:7202"};
        RaftNode[] nodes = new RaftNode[cluster.length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = RaftNode.builder()
                    .id("n" + i)
                    .bootstrap(cluster)
                    .storage(FileStorage.at(Path.of(System.getProperty("java.io.tmpdir"), "balsa-counter", "n" + i)))
                    .transport(NettyTransport.create())
                    .stateMachine(new CounterExample())
                    .start();
        }
        RaftNode leader = nodes[0];
        for (int i = 0; leader.status().role() != Role.LEADER; Thread.sleep(20)) {
            leader = nodes[i++ % nodes.length];
        }
        for (long i = 1; i <= 3; i++) {
            byte[] result = leader.propose(BigInteger.valueOf(i).toByteArray()).join(); // durable on a majority
            System.out.println("added " + i + ", the counter is " + new BigInteger(result));
        }
        for (RaftNode node : nodes) {
            node.close();
        }
    }
}
