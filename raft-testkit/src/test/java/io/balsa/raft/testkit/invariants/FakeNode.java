package io.balsa.raft.testkit.invariants;

import io.balsa.raft.Role;
import io.balsa.raft.core.PeerProgress;
import io.balsa.raft.core.ReplicationState;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server that is in whatever state a test says, possible or not. Of a cluster of n1, n2 and n3. */
final class FakeNode implements NodeView {
    static final NodeId N1 = NodeId.of("n1");
    static final NodeId N2 = NodeId.of("n2");
    static final NodeId N3 = NodeId.of("n3");

    final NodeId id;
    int incarnation = 1;
    Role role = Role.FOLLOWER;
    long term;
    long commit;
    long applied;
    long durable;
    LogImage log = new LogImage();
    LogImage disk = new LogImage();
    HardState hardState = HardState.INITIAL;
    Membership membership = Membership.ofVoters(
            Stream.of(N1, N2, N3).map(id -> new Member(id, id.value())).toList());
    final List<PeerProgress> peers = new ArrayList<>();

    FakeNode(NodeId id) {
        this.id = id;
    }

    static FakeNode named(String name) {
        return new FakeNode(NodeId.of(name));
    }

    static FakeNode leader(String name, long term, long... logTerms) {
        FakeNode node = named(name).inTerm(term).withLog(logTerms).onDisk(logTerms);
        node.role = Role.LEADER;
        return node;
    }

    static LogImage image(long... terms) {
        LogImage image = new LogImage();
        for (long term : terms) {
            image.append(LogEntry.of(image.lastIndex() + 1, term, "c" + term));
        }
        return image;
    }

    /** In memory and on disk. */
    FakeNode inTerm(long newTerm) {
        term = newTerm;
        hardState = new HardState(newTerm, Optional.empty());
        return this;
    }

    FakeNode voted(long newTerm, NodeId candidate) {
        term = newTerm;
        hardState = new HardState(newTerm, Optional.of(candidate));
        return this;
    }

    FakeNode withLog(long... terms) {
        log = image(terms);
        return this;
    }

    FakeNode onDisk(long... terms) {
        disk = image(terms);
        return this;
    }

    FakeNode committed(long index) {
        commit = index;
        return this;
    }

    FakeNode withPeer(NodeId peer, long match, long next) {
        peers.clear();
        peers.add(new PeerProgress(peer, ReplicationState.REPLICATE, match, next, 0, 0, 0, true));
        return this;
    }

    @Override
    public NodeId id() {
        return id;
    }

    @Override
    public int incarnation() {
        return incarnation;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public long term() {
        return term;
    }

    @Override
    public long commitIndex() {
        return commit;
    }

    @Override
    public long appliedIndex() {
        return applied;
    }

    @Override
    public long durableIndex() {
        return durable;
    }

    @Override
    public Membership membership() {
        return membership;
    }

    @Override
    public List<PeerProgress> peers() {
        return peers;
    }

    @Override
    public LogImage log() {
        return log;
    }

    @Override
    public LogImage durableLog() {
        return disk;
    }

    @Override
    public HardState durableHardState() {
        return hardState;
    }
}
