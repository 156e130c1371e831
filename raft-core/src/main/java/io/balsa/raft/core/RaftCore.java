package io.balsa.raft.core;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One server of a Raft cluster, as a deterministic state machine: the same inputs give the same outputs, in every JVM.
 *
 * <p>Inputs only change the state. What has to happen in the world comes out of {@link #flush}, and nothing comes out that must
 * not happen yet: a message that promises something durable appears only after {@link #persisted} has reported the write. So a driver cannot get the order wrong.
 *
 * <p>This class decides which rules apply, by term and role; the rules are in the roles ({@link Follower}, {@link PreCandidate}, {@link Candidate},
 * {@link Leader}) and in {@link VoteRules}. Confined to one thread. A broken invariant throws {@link InvariantViolation}, after which the
 * core must not be used.
 */
public final class RaftCore {
    /**
     * A term this far above ours does not come from a cluster that holds elections, and following it could use terms up.
     */
    private static final long MAX_TERM_JUMP = 1L << 32;

    private final ServerState state;
    private ServerRole role;
    private String reason = "started";
    private boolean failed;

    /** Up to where entries were handed out to be applied, and up to where that was reported done. */
    private long applyIndex;

    private long appliedIndex;

    // What the last flush has told of.
    private Role flushedRole;
    private long flushedTerm;
    private NodeId flushedLeader;
    private Membership flushedMembership;

    /**
     * Makes the core of a server that has just started: a follower that knows of no commits yet.
     *
     * @param settings timeouts and limits
     * @param self the server
     * @param bootstrap the membership in force as long as the log holds no other
     * @param restored what the storage holds
     * @param slices hands out parts of the log
     * @param jitter the source of chance
     * @param nowNanos the time, on the clock of {@link #tick}
     */
    public RaftCore(
            CoreSettings settings,
            NodeId self,
            Membership bootstrap,
            RestoredState restored,
            LogSlices slices,
            ElectionJitter jitter,
            long nowNanos) {
        this(settings, self, bootstrap, restored, restored.baseIndex(), slices, jitter, nowNanos);
    }

    /**
     * Makes the core of a server that knows of commits already.
     *
     * @param settings timeouts and limits
     * @param self the server
     * @param bootstrap the membership in force as long as the log holds no other
     * @param restored what the storage holds
     * @param commitIndex up to where entries are known to be committed, within the log
     * @param slices hands out parts of the log
     * @param jitter the source of chance
     * @param nowNanos the time, on the clock of {@link #tick}
     */
    public RaftCore(
            CoreSettings settings,
            NodeId self,
            Membership bootstrap,
            RestoredState restored,
            long commitIndex,
            LogSlices slices,
            ElectionJitter jitter,
            long nowNanos) {
        this.state = new ServerState(settings, self, bootstrap, restored, commitIndex, slices, jitter, nowNanos);
        this.role = new Follower(this, state);
        this.applyIndex = restored.baseIndex();
        this.appliedIndex = restored.baseIndex();
        this.flushedRole = role.role();
        this.flushedTerm = state.term;
        this.flushedMembership = state.membership();
    }

    private RaftCore(RaftCore other, LogSlices slices, ElectionJitter jitter) {
        this.state = other.state.copy(slices, jitter);
        this.role = other.role.copy(this, state);
        this.reason = other.reason;
        this.failed = other.failed;
        this.applyIndex = other.applyIndex;
        this.appliedIndex = other.appliedIndex;
        this.flushedRole = other.flushedRole;
        this.flushedTerm = other.flushedTerm;
        this.flushedLeader = other.flushedLeader;
        this.flushedMembership = other.flushedMembership;
    }

    // ---- inputs ----

    /**
     * Time has passed. To be called before the other inputs of the same moment.
     *
     * @param nowNanos a clock that never goes back, with any origin
     */
    public void tick(long nowNanos) {
        if (nowNanos - state.nowNanos > 0) {
            state.nowNanos = nowNanos;
        }
        if (!failed) {
            role.tick();
        }
    }

    /**
     * A message arrived. Messages of servers that are no members are answered too, since our membership may be the older one.
     *
     * @param from who sent it
     * @param message the message; its term, indexes and entries need not make sense
     */
    public void receive(NodeId from, RaftMessage message) {
        if (failed || from.equals(state.self) || !isSane(message)) {
            return;
        }
        if (message instanceof AppendRequest request) {
            receiveAppendRequest(from, request);
        } else if (message instanceof AppendResponse response) {
            if (isOfOurTerm(from, response)) {
                role.onAppendResponse(from, response);
            }
        } else if (message instanceof PreVoteRequest request) {
            VoteRules.answer(state, role, from, request);
        } else if (message instanceof PreVoteResponse response) {
            // Unlike the other answers this one may carry a lower term than ours: what counts is the term asked for.
            if (!adoptHigherTerm(from, response)) {
                role.onPreVoteResponse(from, response);
            }
        } else if (message instanceof VoteRequest request) {
            receiveVoteRequest(from, request);
        } else if (message instanceof VoteResponse response) {
            if (isOfOurTerm(from, response)) {
                role.onVoteResponse(from, response);
            }
        }
    }

    /** An answer of an older term is no answer to us any more (bugs-of-others E4). */
    private boolean isOfOurTerm(NodeId from, RaftMessage answer) {
        return !adoptHigherTerm(from, answer) && answer.term() == state.term;
    }

    /** Paper §5.1: whoever sees a higher term becomes a follower of that term. */
    private boolean adoptHigherTerm(NodeId from, RaftMessage answer) {
        if (answer.term() <= state.term) {
            return false;
        }
        followTerm(answer, from);
        return true;
    }

    private boolean isSane(RaftMessage message) {
        if (message.term() < 0 || message.term() - state.term > MAX_TERM_JUMP) {
            return false;
        }
        if (message instanceof AppendRequest request) {
            // Entries never have a later term than the leader that sends them, and follow the previous one's.
            var runs = request.entries().termRuns();
            return request.prevIndex() >= 0
                    && request.prevTerm() <= request.term()
                    && (runs.isEmpty()
                            || (runs.get(0).term() >= request.prevTerm()
                                    && runs.get(runs.size() - 1).term() <= request.term()));
        }
        return true;
    }

    private void receiveAppendRequest(NodeId from, AppendRequest request) {
        if (request.term() < state.term) {
            // The answer's term makes the sender step down; its hints are for nobody.
            state.persist.sendWhenTermDurable(
                    from, state.appendRefusal(request.requestNumber(), request.prevIndex(), state.log.baseIndex()));
            return;
        }
        if (request.term() > state.term) {
            followTerm(request, from);
        }
        role.onAppendRequest(from, request);
    }

    private void receiveVoteRequest(NodeId from, VoteRequest request) {
        if (request.term() < state.term || (request.term() > state.term && VoteRules.isSticky(state, role, from))) {
            VoteRules.refuse(state, from);
            return;
        }
        if (request.term() > state.term) {
            followTerm(request, from);
        }
        if (VoteRules.answer(state, from, request) && role instanceof Follower follower) {
            follower.voted();
        }
    }

    /**
     * Appends entries behind this leader's log.
     *
     * @param entries made for index {@code lastIndex() + 1} and term {@code term()}, at least one
     * @return whether they were taken
     */
    public ProposeResult propose(Entries entries) {
        return role instanceof Leader leader ? leader.propose(entries) : ProposeResult.NOT_LEADER;
    }

    /**
     * All batches up to a number are durable. Cumulative; lower numbers later mean nothing.
     *
     * @param seq the number of the last of them
     */
    public void persisted(long seq) {
        if (!failed) {
            state.persist.persisted(seq);
            role.onPersisted();
        }
    }

    /**
     * The storage has failed, for good. A leader steps down; from now on this server votes for nobody, campaigns for nothing and
     * acknowledges nothing, since it could keep no promise.
     */
    public void persistFailed() {
        if (!failed) {
            become(new Follower(this, state), "the storage failed");
            state.persist.fail();
            failed = true;
        }
    }

    /**
     * Entries were applied.
     *
     * @param index up to which
     */
    public void applied(long index) {
        if (index > applyIndex) {
            throw new InvariantViolation(
                    "applied up to " + index + ", but only up to " + applyIndex + " was handed out");
        }
        appliedIndex = Math.max(appliedIndex, index);
    }

    /**
     * The connection to a peer broke. A leader asks that peer anew how far it got. A follower of that peer believes that its leader died, and asks
     * soon whether it would be elected.
     *
     * @param peer the other side
     */
    public void connectionLost(NodeId peer) {
        if (!failed) {
            role.onConnectionLost(peer);
        }
    }

    /** The election timeout passes now. Without effect on a leader or a learner. */
    public void campaign() {
        if (!failed) {
            campaign("asked to");
        }
    }

    // ---- transitions, called by the roles ----

    void campaign(String why) {
        // A leader that campaigned against itself would go on sending heartbeats meanwhile (bugs-of-others E11).
        if (role instanceof Leader || !state.membership().isVoter(state.self)) {
            return;
        }
        if (state.settings.preVote()) {
            PreCandidate candidate = PreCandidate.begin(this, state);
            become(candidate, why);
            candidate.count();
        } else {
            becomeCandidate(why);
        }
    }

    void becomeCandidate(String why) {
        become(Candidate.begin(this, state), why);
    }

    void becomeLeader(String why) {
        become(Leader.begin(this, state), why);
    }

    /** A leader of our term was heard by somebody who wanted to be one. */
    Follower follow(NodeId leader) {
        Follower follower = new Follower(this, state);
        become(follower, "leader " + leader + " was elected");
        return follower;
    }

    void stepDown(String why) {
        become(new Follower(this, state), why);
    }

    private void followTerm(RaftMessage message, NodeId from) {
        state.raiseTerm(message.term());
        become(new Follower(this, state), "term " + message.term() + " seen from " + from);
    }

    private void become(ServerRole next, String why) {
        role = next;
        reason = why;
    }

    // ---- output ----

    /**
     * Hands out all that has to happen because of the inputs so far, in the order that {@link Effects} describes.
     *
     * @param effects who does it
     */
    public void flush(Effects effects) {
        flushChanges(effects);
        if (!failed) {
            state.persist.flushBatch(state, effects);
            role.flush(effects);
            state.persist.flushMessages(effects);
            flushApply(effects);
        }
        checkInvariants();
    }

    private void flushChanges(Effects effects) {
        if (isRoleChanged()) {
            flushedRole = role.role();
            flushedTerm = state.term;
            flushedLeader = role.leader();
            effects.roleChanged(new RoleChange(flushedRole, flushedTerm, Optional.ofNullable(flushedLeader), reason));
        }
        if (!flushedMembership.equals(state.membership())) {
            flushedMembership = state.membership();
            effects.membershipChanged(flushedMembership);
        }
    }

    private boolean isRoleChanged() {
        return role.role() != flushedRole || state.term != flushedTerm || !Objects.equals(role.leader(), flushedLeader);
    }

    /** Only what is durable here as well: else a state machine that is itself durable could be ahead of its log after a crash. */
    private void flushApply(Effects effects) {
        long to = Math.min(state.commitIndex, state.persist.durableIndex());
        if (to > applyIndex) {
            long from = applyIndex + 1;
            applyIndex = to;
            effects.apply(from, to);
        }
    }

    private void checkInvariants() {
        long last = state.log.lastIndex();
        if (appliedIndex > applyIndex || applyIndex > state.commitIndex || state.commitIndex > last) {
            throw new InvariantViolation("applied <= handed out <= commit <= last is broken: " + describe());
        }
        if (state.persist.durableIndex() > last || state.log.lastTerm() > state.term) {
            throw new InvariantViolation("durable <= last, or last term <= term, is broken: " + describe());
        }
        if (role instanceof Leader leader) {
            leader.checkInvariants();
        }
    }

    /** {@return whether a flush would hand anything out} */
    public boolean hasEffects() {
        return isRoleChanged()
                || !flushedMembership.equals(state.membership())
                || (!failed
                        && (state.persist.hasEffects()
                                || role.hasEffects()
                                || Math.min(state.commitIndex, state.persist.durableIndex()) > applyIndex));
    }

    /** {@return when {@link #tick} has something to do, at the latest; {@code Long.MAX_VALUE} if never} */
    public long nextDeadlineNanos() {
        return failed ? Long.MAX_VALUE : role.deadlineNanos();
    }

    // ---- state ----

    /** {@return the role} */
    public Role role() {
        return role.role();
    }

    /** {@return the term} */
    public long term() {
        return state.term;
    }

    /** {@return the leader of the term, if known} */
    public Optional<NodeId> leader() {
        return Optional.ofNullable(role.leader());
    }

    /** {@return who got this server's vote in the term} */
    public Optional<NodeId> votedFor() {
        return Optional.ofNullable(state.votedFor);
    }

    /** {@return the index of the first entry of the log, or where it would stand} */
    public long firstIndex() {
        return state.log.baseIndex() + 1;
    }

    /** {@return the index of the last entry of the log} */
    public long lastIndex() {
        return state.log.lastIndex();
    }

    /**
     * The term of an entry.
     *
     * @param index from {@code firstIndex() - 1} to {@code lastIndex()}
     * @return its term
     */
    public long termAt(long index) {
        return state.log.termAt(index);
    }

    /** {@return up to where the log, as it is now, is durable here} */
    public long durableIndex() {
        return state.persist.durableIndex();
    }

    /** {@return up to where entries are known to be committed} */
    public long commitIndex() {
        return state.commitIndex;
    }

    /** {@return up to where entries were reported applied} */
    public long appliedIndex() {
        return appliedIndex;
    }

    /** {@return the membership in force} */
    public Membership membership() {
        return state.membership();
    }

    /** {@return how the others are doing, as this leader sees it; empty in any other role} */
    public List<PeerProgress> peers() {
        return role instanceof Leader leader ? leader.views() : List.of();
    }

    /**
     * An independent copy, for whoever explores what may happen next.
     *
     * @param slices hands out parts of the copy's log
     * @param jitter the copy's source of chance
     * @return the copy
     */
    public RaftCore copy(LogSlices slices, ElectionJitter jitter) {
        return new RaftCore(this, slices, jitter);
    }

    /**
     * A canonical hash of the whole state, the same in every JVM; times count relative to now.
     *
     * @return 64 bits, equal for equal states
     */
    public long fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        state.hash(fingerprint);
        fingerprint.add(role.role().name()).add(failed).add(applyIndex).add(appliedIndex);
        role.hash(fingerprint);
        fingerprint.add(isRoleChanged());
        return fingerprint.value();
    }

    /** {@return the whole state in words, for reports} */
    public String describe() {
        return state.self + " " + role.role() + (failed ? " (storage failed)" : "") + " term " + state.term + " vote "
                + votedFor().map(NodeId::value).orElse("-") + " leader "
                + leader().map(NodeId::value).orElse("-") + " commit " + state.commitIndex + " applied " + appliedIndex
                + "/" + applyIndex + ", " + state.log + ", " + state.persist + ", " + state.memberships
                + (role instanceof Leader ? ", " + role : "");
    }
}
