package io.balsa.raft.core;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Paper §5.3 and §5.4, the leader's side: takes entries, sends them, and commits what a quorum holds durably. */
final class Leader implements ServerRole {
    private final RoleTransitions roles;
    private final ServerState state;
    private final TreeMap<NodeId, Progress> peers = new TreeMap<>();
    private final ToLongFunction<NodeId> matchOf = this::matchOf;
    private final ToLongFunction<NodeId> contactOf = this::contactOf;
    private long[] quorumWork = {};
    private long heartbeatDeadlineNanos;
    private long lastTickNanos;
    private long quorumGraceUntilNanos;

    /** Since when a quorum has committed what our own disk has yet to write; negative while that is not so. */
    private long diskBehindSinceNanos = -1;

    private Leader(RoleTransitions roles, ServerState state) {
        this.roles = roles;
        this.state = state;
    }

    static Leader begin(RoleTransitions roles, ServerState state) {
        Leader begun = new Leader(roles, state);
        long next = state.log.lastIndex() + 1;
        for (Member member : state.membership().members()) {
            if (!member.id().equals(state.self)) {
                begun.peers.put(member.id(), new Progress(member.id(), next, state.nowNanos, state.settings));
            }
        }
        begun.heartbeatDeadlineNanos = state.nowNanos + state.settings.heartbeatIntervalNanos();
        begun.lastTickNanos = state.nowNanos;
        begun.quorumGraceUntilNanos = state.nowNanos;
        // Paper §8: an entry of its own term lets the leader commit what earlier leaders left behind (§5.4.2).
        state.append(new ControlEntry(next, state.term, Optional.empty()));
        return begun;
    }

    @Override
    public Role role() {
        return Role.LEADER;
    }

    @Override
    public NodeId leader() {
        return state.self;
    }

    @Override
    public boolean hearsLeader() {
        return true;
    }

    @Override
    public void onAppendRequest(NodeId from, AppendRequest request) {
        throw new InvariantViolation("two leaders in term " + state.term + ": " + state.self + " and " + from
                + " (paper §5.2, Election Safety)");
    }

    ProposeResult propose(Entries entries) {
        if (entries.isEmpty()
                || entries.firstIndex() != state.log.lastIndex() + 1
                || entries.termRuns().size() != 1
                || entries.termRuns().get(0).term() != state.term) {
            return ProposeResult.STALE;
        }
        state.append(entries);
        return ProposeResult.ACCEPTED;
    }

    // ---- time ----

    @Override
    public long deadlineNanos() {
        return state.settings.checkQuorum()
                ? Math.min(heartbeatDeadlineNanos, quorumDeadlineNanos())
                : heartbeatDeadlineNanos;
    }

    private long quorumDeadlineNanos() {
        long heard = largestReached(contactOf);
        return Math.max(heard + state.settings.electionTimeoutNanos(), quorumGraceUntilNanos);
    }

    private long largestReached(ToLongFunction<NodeId> value) {
        Membership membership = state.membership();
        int voters = Math.max(membership.voters().size(), membership.outgoing().size());
        if (quorumWork.length < voters) {
            quorumWork = new long[voters];
        }
        return Quorum.largestReached(membership, value, quorumWork);
    }

    private long contactOf(NodeId id) {
        Progress peer = peers.get(id);
        return peer == null ? state.nowNanos : peer.lastContactNanos();
    }

    @Override
    public void tick() {
        long heartbeatInterval = state.settings.heartbeatIntervalNanos();
        if (state.nowNanos - lastTickNanos > 2 * heartbeatInterval) {
            // This process stood still (a pause of the JVM or of the machine). Answers may be waiting behind this tick:
            // hear them first.
            quorumGraceUntilNanos = state.nowNanos + heartbeatInterval;
        }
        lastTickNanos = state.nowNanos;
        if (state.settings.checkQuorum() && state.nowNanos >= quorumDeadlineNanos()) {
            roles.stepDown("no contact with a quorum for " + state.settings.electionTimeoutNanos() / 1_000_000 + " ms");
            return;
        }
        if (isDiskStuck()) {
            roles.stepDown("the own disk has written nothing for " + (state.nowNanos - diskBehindSinceNanos) / 1_000_000
                    + " ms, while a quorum went on");
            return;
        }
        if (state.nowNanos >= heartbeatDeadlineNanos) {
            heartbeatDeadlineNanos = state.nowNanos + heartbeatInterval;
            for (Progress peer : peers.values()) {
                peer.heartbeatDue();
            }
        }
    }

    /**
     * A leader whose disk hangs applies nothing and answers nobody, but its heartbeats would keep everybody else from taking over
     * (bugs-of-others D10).
     */
    private boolean isDiskStuck() {
        if (state.commitIndex <= state.persist.durableIndex()) {
            diskBehindSinceNanos = -1;
        } else if (diskBehindSinceNanos < 0) {
            diskBehindSinceNanos = state.nowNanos;
        }
        return diskBehindSinceNanos >= 0
                && state.nowNanos - diskBehindSinceNanos >= 2 * state.settings.electionTimeoutNanos()
                && state.nowNanos >= quorumGraceUntilNanos;
    }

    // ---- answers ----

    @Override
    public void onAppendResponse(NodeId from, AppendResponse response) {
        Progress peer = peers.get(from);
        if (peer == null) {
            return;
        }
        peer.contacted(state.nowNanos);
        if (!peer.isCurrent(response)) {
            return;
        }
        if (!response.success()) {
            refused(peer, response);
        } else if (response.match() <= state.log.lastIndex()) {
            if (peer.acknowledge(response.match())) {
                commitBecauseOf(peer.match());
            }
            peer.observe(response, state.log.lastIndex());
        }
    }

    private void refused(Progress peer, AppendResponse refusal) {
        if (peer.provesLoss(refusal)) {
            peer.forgetMatch();
        } else if (!peer.isNews(refusal)) {
            return;
        }
        // The peer has hintTerm at hintIndex and nothing of a term between that and the refused entry's: skip our
        // entries of such terms, too.
        long hint = Math.min(refusal.hintIndex(), refusal.rejected() - 1);
        long agreed = state.log.lastIndexWithTermAtMost(Math.max(hint, 0), refusal.hintTerm());
        peer.probe(Math.max(agreed + 1, peer.match() + 1));
    }

    @Override
    public void onConnectionLost(NodeId id) {
        Progress peer = peers.get(id);
        if (peer != null && peer.state() == ReplicationState.REPLICATE) {
            // What was under way is probably lost. Ask how far it got.
            peer.probe(peer.match() + 1);
        }
    }

    @Override
    public void onPersisted() {
        diskBehindSinceNanos = -1;
        commitBecauseOf(state.persist.durableIndex());
    }

    /**
     * Paper §5.3, §5.4.2: commits up to what a quorum holds durably, if that is an entry of this term; entries of earlier terms are committed along
     * with it, never by counting (Figure 8). Our own part is what <em>our</em> disk holds, not what was appended.
     *
     * @param held what one more server holds by now; most acknowledgements come when others have made the quorum, and change nothing
     */
    private void commitBecauseOf(long held) {
        if (held <= state.commitIndex) {
            return;
        }
        long reached = largestReached(matchOf);
        if (reached > state.commitIndex && state.log.termAt(reached) == state.term) {
            state.commitUpTo(reached);
        }
    }

    private long matchOf(NodeId id) {
        if (id.equals(state.self)) {
            return state.persist.durableIndex();
        }
        Progress peer = peers.get(id);
        return peer == null ? 0 : peer.match();
    }

    // ---- requests ----

    @Override
    public boolean hasEffects() {
        for (Progress peer : peers.values()) {
            if (peer.wantsHeartbeat() || peer.maySend(state.log.lastIndex())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void flush(Effects effects) {
        for (Progress peer : peers.values()) {
            if (peer.next() <= state.log.baseIndex()) {
                peer.needsSnapshot();
            }
            while (peer.maySend(state.log.lastIndex())) {
                sendEntries(peer, effects);
            }
            if (peer.wantsHeartbeat()) {
                sendHeartbeat(peer, effects);
            }
        }
    }

    private void sendEntries(Progress peer, Effects effects) {
        long lastIndex = state.log.lastIndex();
        long prevIndex = peer.next() - 1;
        Entries entries;
        if (prevIndex < lastIndex) {
            long maxBytes = Math.min(state.settings.maxBatchBytes(), peer.inflights.roomBytes());
            entries = state.slices.slice(peer.next(), lastIndex, maxBytes);
        } else {
            entries = EncodedEntries.none(peer.next());
        }
        send(peer, peer.takeRequestNumber(), prevIndex, entries, effects);
        peer.sent(entries.lastIndex(), entries.sizeInBytes());
    }

    /**
     * A heartbeat is an empty request from where the logs are known to agree, so that it is true whatever else is under way, tells the
     * commit index, and moves no match. Only to a peer that is being probed it asks at the place of the probe, once more.
     */
    private void sendHeartbeat(Progress peer, Effects effects) {
        long prevIndex = peer.state() == ReplicationState.PROBE ? peer.next() - 1 : peer.match();
        prevIndex = Math.max(prevIndex, state.log.baseIndex());
        long number = peer.takeRequestNumber();
        send(peer, number, prevIndex, EncodedEntries.none(prevIndex + 1), effects);
        peer.heartbeatSent(number);
    }

    private void send(Progress peer, long number, long prevIndex, Entries entries, Effects effects) {
        effects.send(
                peer.peer,
                new AppendRequest(
                        state.term, prevIndex, state.log.termAt(prevIndex), state.commitIndex, number, entries));
    }

    List<PeerProgress> views() {
        List<PeerProgress> views = new ArrayList<>(peers.size());
        for (Progress peer : peers.values()) {
            views.add(peer.view());
        }
        return views;
    }

    void checkInvariants() {
        for (Progress peer : peers.values()) {
            if (peer.next() <= peer.match() || peer.match() > state.log.lastIndex()) {
                throw new InvariantViolation("progress of " + peer + ", log ends at " + state.log.lastIndex());
            }
        }
    }

    @Override
    public ServerRole copy(RoleTransitions otherRoles, ServerState otherState) {
        Leader copy = new Leader(otherRoles, otherState);
        peers.forEach((id, progress) -> copy.peers.put(id, progress.copy()));
        copy.heartbeatDeadlineNanos = heartbeatDeadlineNanos;
        copy.lastTickNanos = lastTickNanos;
        copy.quorumGraceUntilNanos = quorumGraceUntilNanos;
        copy.diskBehindSinceNanos = diskBehindSinceNanos;
        return copy;
    }

    @Override
    public void hash(Fingerprint fingerprint) {
        fingerprint.addTime(heartbeatDeadlineNanos - state.nowNanos);
        fingerprint.addTime(state.nowNanos - lastTickNanos);
        fingerprint.addTime(Math.max(0, quorumGraceUntilNanos - state.nowNanos));
        fingerprint.addTime(diskBehindSinceNanos < 0 ? -1 : state.nowNanos - diskBehindSinceNanos);
        fingerprint.addUnordered(peers.values(), (part, peer) -> peer.hash(part, state.nowNanos));
    }

    @Override
    public String toString() {
        return "peers " + peers.values();
    }
}
