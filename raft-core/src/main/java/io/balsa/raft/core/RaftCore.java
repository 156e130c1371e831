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
    private final ServerState state;
    private final RoleTransitions roles;
    private boolean failed;

    /** Up to where entries were handed out to be applied, and up to where that was reported done. */
    private long applyIndex;

    private long appliedIndex;

    private final Announcements announcements;

    /** Makes the core of a server that has just started and knows of no commits yet; for the rest see the other constructor. */
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
        this.roles = RoleTransitions.begin(state);
        this.applyIndex = restored.baseIndex();
        this.appliedIndex = restored.baseIndex();
        this.announcements = new Announcements(state, roles.current());
    }

    private RaftCore(RaftCore other, LogSlices slices, ElectionJitter jitter) {
        this.state = other.state.copy(slices, jitter);
        this.roles = other.roles.copy(state);
        this.failed = other.failed;
        this.applyIndex = other.applyIndex;
        this.appliedIndex = other.appliedIndex;
        this.announcements = other.announcements.copy();
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
            roles.current().tick();
        }
    }

    /**
     * A message arrived; it need not make sense. Servers that are no members are answered too, since our membership may be the older one.
     *
     * @param from who sent it
     * @param message the message
     */
    public void receive(NodeId from, RaftMessage message) {
        if (failed || from.equals(state.self) || !MessageSanity.isSane(message, state.term)) {
            return;
        }
        if (message instanceof AppendRequest request) {
            receiveAppendRequest(from, request);
        } else if (message instanceof AppendResponse response) {
            if (isOfOurTerm(from, response)) {
                roles.current().onAppendResponse(from, response);
            }
        } else if (message instanceof PreVoteRequest request) {
            VoteRules.answer(state, roles.current(), from, request);
        } else if (message instanceof PreVoteResponse response) {
            // Unlike the other answers this one may carry a lower term than ours: what counts is the term asked for.
            if (!adoptHigherTerm(from, response)) {
                roles.current().onPreVoteResponse(from, response);
            }
        } else if (message instanceof VoteRequest request) {
            receiveVoteRequest(from, request);
        } else if (message instanceof VoteResponse response) {
            if (isOfOurTerm(from, response)) {
                roles.current().onVoteResponse(from, response);
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
        roles.followTerm(answer.term(), from);
        return true;
    }

    private void receiveAppendRequest(NodeId from, AppendRequest request) {
        if (request.term() < state.term) {
            // The answer's term makes the sender step down; its hints are for nobody. Nor is its number: by now the
            // sender may lead again, in our term, and have given the same number to another request.
            state.persist.sendWhenTermDurable(
                    from, state.appendRefusal(AppendResponse.NO_REQUEST, request.prevIndex(), state.log.baseIndex()));
            return;
        }
        if (request.term() > state.term) {
            roles.followTerm(request.term(), from);
        }
        roles.current().onAppendRequest(from, request);
    }

    private void receiveVoteRequest(NodeId from, VoteRequest request) {
        if (request.term() < state.term
                || (request.term() > state.term && VoteRules.isSticky(state, roles.current(), from))) {
            VoteRules.refuse(state, from);
            return;
        }
        if (request.term() > state.term) {
            roles.followTerm(request.term(), from);
        }
        if (VoteRules.answer(state, from, request) && roles.current() instanceof Follower follower) {
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
        return roles.current() instanceof Leader leader ? leader.propose(entries) : ProposeResult.NOT_LEADER;
    }

    /**
     * All batches up to a number are durable. Cumulative; lower numbers later mean nothing.
     *
     * @param seq the number of the last of them
     */
    public void persisted(long seq) {
        if (!failed) {
            state.persist.persisted(seq);
            roles.current().onPersisted();
        }
    }

    /**
     * The storage has failed, for good. A leader steps down; from now on this server votes for nobody, campaigns for nothing and
     * acknowledges nothing, since it could keep no promise.
     */
    public void persistFailed() {
        if (!failed) {
            roles.stepDown("the storage failed");
            state.persist.fail();
            failed = true;
        }
    }

    /** Entries up to an index were applied. */
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
            roles.current().onConnectionLost(peer);
        }
    }

    /** The election timeout passes now. Without effect on a leader or a learner. */
    public void campaign() {
        if (!failed) {
            roles.campaign("asked to");
        }
    }

    // ---- output ----

    /**
     * Hands out all that has to happen because of the inputs so far, in the order that {@link Effects} describes.
     *
     * @param effects who does it
     */
    public void flush(Effects effects) {
        announcements.flush(state, roles.current(), roles.reason(), effects);
        if (!failed) {
            state.persist.flushBatch(state, effects);
            roles.current().flush(effects);
            state.persist.flushMessages(effects);
            flushApply(effects);
        }
        checkInvariants();
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
        if (roles.current() instanceof Leader leader) {
            leader.checkInvariants();
        }
    }

    /** {@return whether a flush would hand anything out} */
    public boolean hasEffects() {
        return announcements.arePending(state, roles.current())
                || (!failed
                        && (state.persist.hasEffects()
                                || roles.current().hasEffects()
                                || Math.min(state.commitIndex, state.persist.durableIndex()) > applyIndex));
    }

    /** {@return when {@link #tick} has something to do, at the latest; {@code Long.MAX_VALUE} if never} */
    public long nextDeadlineNanos() {
        return failed ? Long.MAX_VALUE : roles.current().deadlineNanos();
    }

    // ---- state ----

    /** {@return the role} */
    public Role role() {
        return roles.current().role();
    }

    /** {@return the term} */
    public long term() {
        return state.term;
    }

    /** {@return the leader of the term, if known} */
    public Optional<NodeId> leader() {
        return Optional.ofNullable(roles.current().leader());
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

    /** {@return the term at an index from {@code firstIndex() - 1} to {@code lastIndex()}} */
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
        return roles.current() instanceof Leader leader ? leader.views() : List.of();
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
     * A canonical hash of the whole state, the same in every JVM.
     *
     * @param fingerprint a new one, of the kind wanted
     * @return 64 bits, equal for states that are equal as far as this kind looks
     */
    public long fingerprint(Fingerprint fingerprint) {
        state.hash(fingerprint);
        fingerprint
                .add(roles.current().role().name())
                .add(failed)
                .add(applyIndex)
                .add(appliedIndex);
        roles.current().hash(fingerprint);
        fingerprint.add(announcements.arePending(state, roles.current()));
        return fingerprint.value();
    }

    /** {@return the whole state in words, for reports} */
    public String describe() {
        return state.self + " " + role() + (failed ? " (storage failed)" : "") + " leader "
                + leader().map(NodeId::value).orElse("-") + " applied " + appliedIndex + "/" + applyIndex + ", " + state
                + (roles.current() instanceof Leader leader ? ", " + leader : "");
    }
}
