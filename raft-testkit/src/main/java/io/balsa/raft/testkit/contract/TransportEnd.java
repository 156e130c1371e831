package io.balsa.raft.testkit.contract;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.TransportListener;
import io.balsa.raft.spi.VoteRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A transport with its name and address, and all that its listener was told. */
final class TransportEnd implements AutoCloseable {
    private static final AtomicLong INCARNATIONS = new AtomicLong(1);

    private final NodeId id;
    private final Transport transport;
    private final Duration timeout;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<NodeId> lost = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile boolean toldAfterClose;

    /** A message and who sent it. */
    record Received(NodeId from, RaftMessage message) {}

    TransportEnd(String id, String cluster, String address, Transport transport, Duration timeout) throws IOException {
        this.id = NodeId.of(id);
        this.transport = transport;
        this.timeout = timeout;
        LocalIdentity local = new LocalIdentity(cluster, new Member(this.id, address), INCARNATIONS.getAndIncrement());
        transport.start(local, new TransportListener() {
            @Override
            public void received(NodeId from, RaftMessage message) {
                toldAfterClose |= closed;
                received.add(new Received(from, copy(message)));
            }

            @Override
            public void connectionLost(NodeId peer) {
                toldAfterClose |= closed;
                lost.add(peer);
            }
        });
    }

    NodeId id() {
        return id;
    }

    Transport transport() {
        return transport;
    }

    List<Received> received() {
        return received;
    }

    List<RaftMessage> receivedFrom(NodeId sender) {
        return received.stream()
                .filter(r -> r.from().equals(sender))
                .map(Received::message)
                .toList();
    }

    void awaitLost(TransportEnd peer) {
        Await.until(timeout, id + " is told that " + peer.id + " is gone", () -> lost.contains(peer.id));
    }

    boolean wasToldAfterClose() {
        return toldAfterClose;
    }

    /** The memory of the entries is used again as soon as the transport has returned, as in a server. */
    void send(TransportEnd to, RaftMessage message) {
        RaftMessage lent = copy(message);
        transport.send(to.id, lent);
        if (lent instanceof AppendRequest append && append.entries() instanceof EncodedEntries entries) {
            EntryBytes.overwrite(entries);
        }
        transport.flush();
    }

    private static RaftMessage copy(RaftMessage message) {
        return message instanceof AppendRequest append && append.entries() instanceof EncodedEntries entries
                ? append.with(entries.copy())
                : message;
    }

    /** Sends until the other side has it: connections take their time, and messages may be lost. */
    void sendUntilReceived(TransportEnd to, RaftMessage message, Predicate<RaftMessage> isIt) {
        long before = to.count(id, isIt);
        AtomicLong tries = new AtomicLong();
        Await.until(timeout, to.id + " receives " + message + " from " + id, () -> {
            if (tries.getAndIncrement() % 20 == 0) {
                send(to, message);
            }
            return to.count(id, isIt) > before;
        });
    }

    void sendUntilReceived(TransportEnd to, RaftMessage message) {
        sendUntilReceived(to, message, message::equals);
    }

    /** Sends a message that is like no other until it arrives: afterwards the two are connected. */
    void greet(TransportEnd to) {
        sendUntilReceived(to, new VoteRequest(INCARNATIONS.getAndIncrement(), 1, 1));
    }

    private long count(NodeId from, Predicate<RaftMessage> isIt) {
        return receivedFrom(from).stream().filter(isIt).count();
    }

    @Override
    public void close() {
        transport.close();
        closed = true;
    }
}
