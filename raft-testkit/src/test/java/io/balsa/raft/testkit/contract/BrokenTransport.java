package io.balsa.raft.testkit.contract;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.TransportListener;
import io.balsa.raft.spi.VoteRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** A transport in memory with a fault. */
final class BrokenTransport implements Transport {
    enum Fault {
        NONE,
        CHANGES_TERMS,
        REVERSES_PAIRS,
        NAMES_ANOTHER_SENDER,
        NEVER_FORGETS_PEERS,
        HEARS_EVERY_CLUSTER,
        HIDES_LOST_CONNECTIONS,
        STAYS_OPEN,
        KEEPS_THE_BYTES_OF_OTHERS,
        FORGETS_ENTRIES
    }

    private final Transport sound;
    private final Fault fault;
    private final Map<NodeId, Member> known = new TreeMap<>();
    private final Map<NodeId, RaftMessage> late = new TreeMap<>();
    private PreVoteRequest heldBack;

    BrokenTransport(Transport sound, Fault fault) {
        this.sound = sound;
        this.fault = fault;
    }

    @Override
    public void start(LocalIdentity local, TransportListener listener) throws IOException {
        String cluster = fault == Fault.HEARS_EVERY_CLUSTER ? "any" : local.clusterId();
        sound.start(new LocalIdentity(cluster, local.self(), local.incarnation()), new TransportListener() {
            @Override
            public void received(NodeId from, RaftMessage message) {
                listener.received(fault == Fault.NAMES_ANOTHER_SENDER ? NodeId.of("n1") : from, broken(message));
            }

            @Override
            public void connectionLost(NodeId peer) {
                if (fault != Fault.HIDES_LOST_CONNECTIONS) {
                    listener.connectionLost(peer);
                }
            }
        });
    }

    private RaftMessage broken(RaftMessage message) {
        if (fault == Fault.CHANGES_TERMS && message instanceof VoteRequest vote) {
            return new VoteRequest(vote.term() + 1, vote.lastIndex(), vote.lastTerm());
        }
        if (fault == Fault.FORGETS_ENTRIES && message instanceof AppendRequest append) {
            return new AppendRequest(
                    append.term(),
                    append.prevIndex(),
                    append.prevTerm(),
                    append.commit(),
                    append.requestNumber(),
                    EncodedEntries.none(append.prevIndex() + 1));
        }
        return message;
    }

    @Override
    public void peers(Collection<Member> peers) {
        peers.forEach(peer -> known.put(peer.id(), peer));
        sound.peers(fault == Fault.NEVER_FORGETS_PEERS ? known.values() : peers);
    }

    @Override
    public synchronized void send(NodeId to, RaftMessage message) {
        if (fault == Fault.REVERSES_PAIRS && message instanceof PreVoteRequest request && request.term() % 10 == 5) {
            heldBack = request;
            return;
        }
        if (fault == Fault.KEEPS_THE_BYTES_OF_OTHERS && message instanceof AppendRequest) {
            late.put(to, message);
            return;
        }
        sound.send(to, message);
        if (heldBack != null) {
            sound.send(to, heldBack);
            heldBack = null;
        }
    }

    @Override
    public synchronized void flush() {
        late.forEach(sound::send);
        late.clear();
        sound.flush();
    }

    @Override
    public void close() {
        if (fault != Fault.STAYS_OPEN) {
            sound.close();
        }
    }
}
