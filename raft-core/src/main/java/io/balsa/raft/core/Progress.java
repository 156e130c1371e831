package io.balsa.raft.core;

import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.NodeId;

/**
 * What a leader knows of one peer: {@code matchIndex} and {@code nextIndex} of Figure 2, and how fast it may send.
 *
 * <p>Requests to a peer are numbered, and answers echo the number. A <em>session</em> is a stretch of numbers within which answers
 * count; it ends when the connection breaks or a refusal sends the leader back to probing, so that answers from before are ignored
 * (bugs-of-others R7, R8).
 */
final class Progress {
    /** Two answers without any movement: one may just have overtaken the entries that it misses. */
    private static final int STALLED_HEARTBEATS = 2;

    final NodeId peer;
    final Inflights inflights;

    private ReplicationState state = ReplicationState.PROBE;
    private long match;
    private long next;

    private long nextRequestNumber = 1;
    private long sessionFirstNumber = 1;
    /** The first request number that was given out after {@code match} had reached its value. */
    private long matchSinceNumber = 1;

    private boolean probeUnanswered;
    private boolean heartbeatDue;

    private long lastContactNanos;
    private boolean contacted;

    /**
     * A heartbeat whose answer will tell whether something got lost. It stays the one to watch until it, or something sent later, is
     * answered: else there would be no answer to the latest one ever, where a round trip takes longer than the interval.
     */
    private boolean heartbeatWatched;

    private long heartbeatNumber;
    private long heartbeatExpectedIndex;
    private long heartbeatSeenIndex;
    private int stalledHeartbeats;

    Progress(NodeId peer, long next, long nowNanos, CoreSettings settings) {
        this(peer, new Inflights(settings.maxInflightRequests(), settings.maxInflightBytes()));
        this.next = next;
        this.lastContactNanos = nowNanos;
    }

    private Progress(NodeId peer, Inflights inflights) {
        this.peer = peer;
        this.inflights = inflights;
    }

    Progress copy() {
        Progress copy = new Progress(peer, inflights.copy());
        copy.state = state;
        copy.match = match;
        copy.next = next;
        copy.nextRequestNumber = nextRequestNumber;
        copy.sessionFirstNumber = sessionFirstNumber;
        copy.matchSinceNumber = matchSinceNumber;
        copy.probeUnanswered = probeUnanswered;
        copy.heartbeatDue = heartbeatDue;
        copy.lastContactNanos = lastContactNanos;
        copy.contacted = contacted;
        copy.heartbeatWatched = heartbeatWatched;
        copy.heartbeatNumber = heartbeatNumber;
        copy.heartbeatExpectedIndex = heartbeatExpectedIndex;
        copy.heartbeatSeenIndex = heartbeatSeenIndex;
        copy.stalledHeartbeats = stalledHeartbeats;
        return copy;
    }

    ReplicationState state() {
        return state;
    }

    long match() {
        return match;
    }

    long next() {
        return next;
    }

    long lastContactNanos() {
        return lastContactNanos;
    }

    void contacted(long nowNanos) {
        lastContactNanos = nowNanos;
        contacted = true;
    }

    /** Whether an answer belongs to a request of the present session. */
    boolean isCurrent(AppendResponse response) {
        return response.requestNumber() >= sessionFirstNumber && response.requestNumber() < nextRequestNumber;
    }

    long takeRequestNumber() {
        return nextRequestNumber++;
    }

    boolean wantsHeartbeat() {
        return heartbeatDue;
    }

    void heartbeatDue() {
        heartbeatDue = true;
    }

    /** Whether entries up to {@code lastIndex}, or a probe, may be sent now. */
    boolean maySend(long lastIndex) {
        return switch (state) {
            case PROBE -> !probeUnanswered;
            case REPLICATE -> next <= lastIndex && inflights.hasRoom();
            case SNAPSHOT -> false;
        };
    }

    /** Entries up to {@code lastIndex} were sent; none if that is {@code next - 1}. */
    void sent(long lastIndex, long sizeInBytes) {
        if (state == ReplicationState.PROBE) {
            // One request at a time; next moves only when it is known where the logs agree.
            probeUnanswered = true;
            heartbeatDue = false;
        } else {
            next = lastIndex + 1;
            inflights.add(lastIndex, sizeInBytes);
        }
    }

    void heartbeatSent(long requestNumber) {
        heartbeatDue = false;
        if (!heartbeatWatched) {
            heartbeatWatched = true;
            heartbeatNumber = requestNumber;
            heartbeatExpectedIndex = next - 1;
        }
    }

    /**
     * The peer's log durably equals ours up to {@code index}.
     *
     * @return whether that is news
     */
    boolean acknowledge(long index) {
        boolean advanced = index > match;
        if (advanced) {
            match = index;
            matchSinceNumber = nextRequestNumber;
        }
        if (state != ReplicationState.REPLICATE) {
            state = ReplicationState.REPLICATE;
            inflights.clear();
            stalledHeartbeats = 0;
            next = match + 1;
        }
        inflights.freeUpTo(match);
        next = Math.max(next, match + 1);
        return advanced;
    }

    /**
     * Finds out whether a request or an answer got lost, from the answer to a heartbeat that was sent after it. A slow disk is told apart: there,
     * the peer's log has grown in memory and not yet on disk, and sending again would only make it slower.
     *
     * <p>Entries that are slow on their way look like lost ones, since heartbeats overtake them. So the new session begins where the peer says
     * that its disk ends, which proves nothing but is where it has to be asked: were it asked behind the last acknowledged entry, and
     * were each answer older than the session by then, the same entries would be sent again for ever.
     *
     * @param lastIndex where our log ends
     */
    void observe(AppendResponse response, long lastIndex) {
        if (state != ReplicationState.REPLICATE || !heartbeatWatched || response.requestNumber() < heartbeatNumber) {
            return;
        }
        heartbeatWatched = false;
        boolean requestLost =
                response.lastIndex() < heartbeatExpectedIndex && response.lastIndex() <= heartbeatSeenIndex;
        boolean answerLost = response.durableIndex() >= heartbeatExpectedIndex && match < heartbeatExpectedIndex;
        heartbeatSeenIndex = response.lastIndex();
        stalledHeartbeats = requestLost || answerLost ? stalledHeartbeats + 1 : 0;
        if (stalledHeartbeats >= STALLED_HEARTBEATS) {
            probe(Math.max(match, Math.min(response.durableIndex(), lastIndex)) + 1);
        }
    }

    /** Whether a refusal means that the peer no longer has what it once acknowledged: its disk was lost. */
    boolean provesLoss(AppendResponse refusal) {
        return refusal.rejected() <= match && refusal.requestNumber() >= matchSinceNumber;
    }

    /** Whether a refusal says something new about where the logs agree. */
    boolean isNews(AppendResponse refusal) {
        return state == ReplicationState.PROBE ? refusal.rejected() == next - 1 : refusal.rejected() > match;
    }

    /** What the peer once held is gone; it must be sent again. Committed entries stay committed. */
    void forgetMatch() {
        match = 0;
        matchSinceNumber = nextRequestNumber;
    }

    /** Goes back to one request at a time, in a new session. */
    void probe(long nextIndex) {
        if (nextIndex <= match) {
            throw new InvariantViolation("next " + nextIndex + " of " + peer + ": expected more than match " + match);
        }
        state = ReplicationState.PROBE;
        next = nextIndex;
        sessionFirstNumber = nextRequestNumber;
        probeUnanswered = false;
        heartbeatWatched = false;
        stalledHeartbeats = 0;
        inflights.clear();
    }

    void needsSnapshot() {
        state = ReplicationState.SNAPSHOT;
        inflights.clear();
    }

    PeerProgress view() {
        return new PeerProgress(
                peer, state, match, next, inflights.count(), inflights.bytes(), lastContactNanos, contacted);
    }

    void hash(Fingerprint fingerprint, long nowNanos) {
        fingerprint.add(peer).add(state.name()).add(match).add(next);
        fingerprint.add(nextRequestNumber - sessionFirstNumber).add(nextRequestNumber - matchSinceNumber);
        fingerprint.add(nextRequestNumber).add(probeUnanswered).add(heartbeatDue);
        fingerprint.addTime(nowNanos - lastContactNanos).add(contacted);
        fingerprint.add(heartbeatWatched);
        if (heartbeatWatched) {
            fingerprint.add(nextRequestNumber - heartbeatNumber).add(heartbeatExpectedIndex);
        }
        fingerprint.add(heartbeatSeenIndex).add(stalledHeartbeats);
        inflights.hash(fingerprint);
    }

    @Override
    public String toString() {
        return peer + " " + state + " match " + match + " next " + next + " in flight " + inflights.count();
    }
}
