package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A transport on a free loopback port, with a listener that records. */
final class Server implements AutoCloseable {
    static final String CLUSTER = "test-cluster";
    private static final AtomicLong incarnations = new AtomicLong(1);

    final NodeId id;
    final RecordingListener listener = new RecordingListener();
    final NettyTransport transport;

    private Server(NodeId id, String cluster, NettyTransportOptions options) throws IOException {
        this.id = id;
        this.transport = NettyTransport.create(options);
        Member self = new Member(id, "127.0.0.1:0");
        transport.start(new LocalIdentity(cluster, self, incarnations.getAndIncrement()), listener);
    }

    static Server start(String id) throws IOException {
        return start(id, CLUSTER, impatient().build());
    }

    static Server start(String id, NettyTransportOptions options) throws IOException {
        return start(id, CLUSTER, options);
    }

    static Server start(String id, String cluster, NettyTransportOptions options) throws IOException {
        return new Server(NodeId.of(id), cluster, options);
    }

    /** Options with short back-offs, for tests that wait for new tries. */
    static NettyTransportOptions.Builder impatient() {
        return NettyTransportOptions.builder().minBackoff(Duration.ofMillis(5)).maxBackoff(Duration.ofMillis(50));
    }

    static void introduce(Server... servers) {
        List<Member> members = List.of(servers).stream().map(Server::member).toList();
        for (Server server : servers) {
            server.transport.peers(members);
        }
        for (Server server : servers) {
            for (Server other : servers) {
                if (server != other) {
                    server.awaitConnected(other.id);
                }
            }
        }
    }

    Member member() {
        return new Member(id, "127.0.0.1:" + transport.boundAddress().getPort());
    }

    void awaitConnected(NodeId peer) {
        Await.until(id + " connected to " + peer, () -> isConnected(peer));
    }

    /** A loss is told at the first end of a connection; this waits until every lane has noticed. */
    void awaitDisconnected(NodeId peer) {
        Await.until(
                id + " disconnected from " + peer,
                () -> !transport.peer(peer).lane(Lane.CONTROL).isOpen()
                        && !transport.peer(peer).lane(Lane.BULK).isOpen());
    }

    boolean isConnected(NodeId peer) {
        return transport.peer(peer).lane(Lane.CONTROL).isOpen()
                && transport.peer(peer).lane(Lane.BULK).isOpen();
    }

    void send(NodeId to, RaftMessage message) {
        transport.send(to, message);
        transport.flush();
    }

    @Override
    public void close() {
        transport.close();
    }
}
