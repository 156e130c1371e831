package io.balsa.raft.core;

import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;

/**
 * What a server knows in every role: Figure 2 of the paper, without what only leaders have. Roles change it through methods that keep log, memberships and
 * the stream of durable writes in step.
 */
final class ServerState {
    final CoreSettings settings;
    final NodeId self;
    final LogSlices slices;
    final ElectionJitter jitter;
    final LogMetadata log;
    final MembershipTracker memberships;
    final PersistQueue persist;

    long nowNanos;
    long term;
    /** Who got our vote in {@code term}; null if nobody did. Cleared by a higher term and by nothing else (bugs-of-others E6). */
    NodeId votedFor;

    long commitIndex;

    ServerState(
            CoreSettings settings,
            NodeId self,
            Membership bootstrap,
            RestoredState restored,
            long commitIndex,
            LogSlices slices,
            ElectionJitter jitter,
            long nowNanos) {
        this(
                settings,
                self,
                slices,
                jitter,
                new LogMetadata(restored),
                new MembershipTracker(bootstrap, restored),
                new PersistQueue(restored.lastIndex()));
        this.nowNanos = nowNanos;
        this.term = restored.hardState().term();
        this.votedFor = restored.hardState().votedFor().orElse(null);
        this.commitIndex = commitIndex;
        memberships.commit(commitIndex);
        if (term < log.lastTerm()) {
            throw new IllegalArgumentException(
                    "restored term " + term + ": expected at least the term of the last entry, " + log.lastTerm());
        }
        if (commitIndex < log.baseIndex() || commitIndex > log.lastIndex()) {
            throw new IllegalArgumentException("restored commit index " + commitIndex + ": expected " + log.baseIndex()
                    + " to " + log.lastIndex());
        }
    }

    private ServerState(
            CoreSettings settings,
            NodeId self,
            LogSlices slices,
            ElectionJitter jitter,
            LogMetadata log,
            MembershipTracker memberships,
            PersistQueue persist) {
        this.settings = settings;
        this.self = self;
        this.slices = slices;
        this.jitter = jitter;
        this.log = log;
        this.memberships = memberships;
        this.persist = persist;
    }

    ServerState copy(LogSlices otherSlices, ElectionJitter otherJitter) {
        ServerState copy = new ServerState(
                settings, self, otherSlices, otherJitter, log.copy(), memberships.copy(), persist.copy());
        copy.nowNanos = nowNanos;
        copy.term = term;
        copy.votedFor = votedFor;
        copy.commitIndex = commitIndex;
        return copy;
    }

    Membership membership() {
        return memberships.effective();
    }

    /** Paper §5.1: terms only rise; the vote belongs to the term. */
    void raiseTerm(long newTerm) {
        if (newTerm <= term) {
            throw new InvariantViolation("term " + newTerm + " after term " + term + ": terms only rise");
        }
        term = newTerm;
        votedFor = null;
        persist.hardStateChanged();
    }

    void vote(NodeId candidate) {
        if (votedFor != null && !votedFor.equals(candidate)) {
            throw new InvariantViolation(
                    "vote for " + candidate + " in term " + term + " after a vote for " + votedFor);
        }
        if (votedFor == null) {
            votedFor = candidate;
            persist.hardStateChanged();
        }
    }

    void append(Entries entries) {
        log.append(entries);
        memberships.append(entries);
        persist.append(entries);
    }

    void truncateFrom(long index) {
        if (index <= commitIndex) {
            throw new InvariantViolation(
                    "truncation from " + index + ", but entries up to " + commitIndex + " are committed");
        }
        log.truncateFrom(index);
        memberships.truncateFrom(index);
        persist.truncateFrom(index);
    }

    void commitUpTo(long index) {
        if (index > log.lastIndex()) {
            throw new InvariantViolation("commit up to " + index + ", but the log ends at " + log.lastIndex());
        }
        if (index > commitIndex) {
            commitIndex = index;
            memberships.commit(index);
        }
    }

    /**
     * Drawn anew each time (bugs-of-others E21), at random between the timeout and one and a half times that. Paper §5.2 doubles it; half as wide a
     * range is wide enough, since whoever loses a vote to chance need not wait so long again (see {@link Candidate}), and bounds how long a silent leader
     * is waited for.
     */
    long drawElectionDeadline() {
        long timeout = settings.electionTimeoutNanos();
        return nowNanos + timeout + jitter.nextNanos((timeout + 1) / 2);
    }

    /**
     * A time for a campaign that should not wait for an election timeout: a little later, so that the others know what we know, and at random, so that
     * they do not all campaign at once.
     *
     * @param roundNanos how long a campaign takes, as far as known: the range of chance is several times that
     */
    long drawEarlyDeadline(long roundNanos) {
        long heartbeat = settings.heartbeatIntervalNanos();
        return nowNanos + heartbeat / 4 + jitter.nextNanos(Math.max(heartbeat, 4 * roundNanos));
    }

    AppendResponse appendSuccess(long requestNumber, long match) {
        return new AppendResponse(term, requestNumber, true, match, 0, 0, 0, log.lastIndex(), persist.durableIndex());
    }

    AppendResponse appendRefusal(long requestNumber, long rejected, long hintIndex) {
        return new AppendResponse(
                term,
                requestNumber,
                false,
                0,
                rejected,
                hintIndex,
                log.termAt(hintIndex),
                log.lastIndex(),
                persist.durableIndex());
    }

    void hash(Fingerprint fingerprint) {
        fingerprint.add(self).add(term).add(votedFor).add(commitIndex);
        log.hash(fingerprint);
        memberships.hash(fingerprint);
        persist.hash(fingerprint);
    }

    @Override
    public String toString() {
        return "term " + term + " vote " + (votedFor == null ? "-" : votedFor) + " commit " + commitIndex + ", " + log
                + ", " + persist + ", " + memberships;
    }
}
