package io.balsa.raft.core;

import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one stream of durable writes, and the messages that depend on it.
 *
 * <p>Votes, terms, truncations and entries go through it in the order in which the core made them, so a crash leaves a prefix of the core's
 * history. A message that promises something durable is held here under the number of the batch that it needs, and does not exist for the
 * outside before that batch is reported durable. That covers RequestVote itself: sent before its own (term, vote) is durable, the term
 * could be used twice after a crash, and a grant from its first use could elect a leader that lacks committed entries
 * (bugs-of-others E2).
 */
final class PersistQueue {
    private final ArrayDeque<Issued> issued = new ArrayDeque<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final List<Outgoing> outbox = new ArrayList<>();

    // The batch that the next flush will hand out.
    private boolean hardStateChanged;
    private long truncateFrom;
    private final List<Entries> entries = new ArrayList<>();

    private long nextSeq = 1;
    private long durableSeq;
    private long hardStateSeq;
    private long durableIndex;
    // Where the log ends once everything handed out, and the cut that waits, has taken effect.
    private long handedOutIndex;

    /** A batch handed out and not yet durable. */
    private record Issued(long seq, long truncateFrom, long lastIndex) {}

    /** A message that must not leave before batch {@code seq} is durable. */
    private record Held(long seq, Outgoing outgoing) {}

    PersistQueue(long durableIndex) {
        this.durableIndex = durableIndex;
        this.handedOutIndex = durableIndex;
    }

    PersistQueue copy() {
        PersistQueue copy = new PersistQueue(durableIndex);
        copy.handedOutIndex = handedOutIndex;
        copy.issued.addAll(issued);
        copy.held.addAll(held);
        copy.outbox.addAll(outbox);
        copy.hardStateChanged = hardStateChanged;
        copy.truncateFrom = truncateFrom;
        copy.entries.addAll(entries);
        copy.nextSeq = nextSeq;
        copy.durableSeq = durableSeq;
        copy.hardStateSeq = hardStateSeq;
        return copy;
    }

    void hardStateChanged() {
        hardStateChanged = true;
        hardStateSeq = nextSeq;
    }

    void append(Entries appended) {
        if (!appended.isEmpty()) {
            entries.add(appended);
        }
    }

    /** The log is cut. What still waits for the next flush shrinks; what was handed out before is cut by the next batch. */
    void truncateFrom(long index) {
        while (!entries.isEmpty() && entries.get(entries.size() - 1).lastIndex() >= index) {
            Entries last = entries.remove(entries.size() - 1);
            if (last.firstIndex() < index) {
                entries.add(last.slice(last.firstIndex(), index - 1));
            }
        }
        if (index <= handedOutIndex) {
            truncateFrom = index;
            handedOutIndex = index - 1;
            durableIndex = Math.min(durableIndex, index - 1);
        }
    }

    /** Sends at the next flush; for messages that promise nothing. */
    void send(NodeId to, RaftMessage message) {
        outbox.add(new Outgoing(to, message));
    }

    /** Sends once everything so far is durable. */
    void sendWhenDurable(NodeId to, RaftMessage message) {
        if (lastSeq() <= durableSeq) {
            send(to, message);
        } else {
            held.add(new Held(lastSeq(), new Outgoing(to, message)));
        }
    }

    /** Sends once term and vote are durable: a message must not carry a term that its sender could forget. */
    void sendWhenTermDurable(NodeId to, RaftMessage message) {
        if (isHardStateDurable()) {
            send(to, message);
        } else {
            held.add(new Held(lastSeq(), new Outgoing(to, message)));
        }
    }

    /** Sends once term, vote and the log up to {@code index} are durable. */
    void sendWhenDurableUpTo(long index, NodeId to, RaftMessage message) {
        if (isHardStateDurable() && index <= durableIndex) {
            send(to, message);
        } else {
            sendWhenDurable(to, message);
        }
    }

    boolean isHardStateDurable() {
        return hardStateSeq <= durableSeq;
    }

    /** {@return the number of the batch that everything so far is part of} */
    private long lastSeq() {
        return isDirty() ? nextSeq : nextSeq - 1;
    }

    /** {@return up to where the log, as it is now, is durable} */
    long durableIndex() {
        return durableIndex;
    }

    void persisted(long seq) {
        if (seq >= nextSeq) {
            throw new InvariantViolation(
                    "batch " + seq + " reported durable: the last one handed out is " + (nextSeq - 1));
        }
        if (seq <= durableSeq) {
            return;
        }
        durableSeq = seq;
        long end = durableIndex;
        while (!issued.isEmpty() && issued.peekFirst().seq() <= seq) {
            end = issued.pollFirst().lastIndex();
        }
        // The disk holds the log as it was after batch seq; ours agrees with it up to the first cut made since.
        for (Issued later : issued) {
            if (later.truncateFrom() > 0) {
                end = Math.min(end, later.truncateFrom() - 1);
            }
        }
        if (truncateFrom > 0) {
            end = Math.min(end, truncateFrom - 1);
        }
        durableIndex = end;
        while (!held.isEmpty() && held.peekFirst().seq() <= seq) {
            outbox.add(held.pollFirst().outgoing());
        }
    }

    boolean isDirty() {
        return hardStateChanged || truncateFrom > 0 || !entries.isEmpty();
    }

    boolean hasEffects() {
        return isDirty() || !outbox.isEmpty();
    }

    void flushBatch(ServerState state, Effects effects) {
        if (!isDirty()) {
            return;
        }
        PersistBatch batch = new PersistBatch(
                nextSeq++,
                hardStateChanged
                        ? Optional.of(new HardState(state.term, Optional.ofNullable(state.votedFor)))
                        : Optional.empty(),
                truncateFrom,
                entries.size() == 1 ? List.of(entries.get(0)) : List.copyOf(entries));
        issued.add(new Issued(batch.seq(), truncateFrom, state.log.lastIndex()));
        handedOutIndex = state.log.lastIndex();
        hardStateChanged = false;
        truncateFrom = 0;
        entries.clear();
        effects.persist(batch);
    }

    void flushMessages(Effects effects) {
        for (int i = 0; i < outbox.size(); i++) {
            effects.send(outbox.get(i).to(), outbox.get(i).message());
        }
        outbox.clear();
    }

    /** The disk has failed: nothing becomes durable any more, so nothing that waits may ever leave. */
    void fail() {
        held.clear();
        outbox.clear();
        entries.clear();
        hardStateChanged = false;
        truncateFrom = 0;
    }

    void hash(Fingerprint fingerprint) {
        fingerprint
                .add(nextSeq - durableSeq)
                .add(durableIndex)
                .add(handedOutIndex)
                .add(isHardStateDurable() ? 0 : nextSeq - hardStateSeq);
        fingerprint.add(hardStateChanged).add(truncateFrom).add(entries.size());
        for (Issued batch : issued) {
            fingerprint.add(nextSeq - batch.seq()).add(batch.truncateFrom()).add(batch.lastIndex());
        }
        fingerprint.addUnordered(held, (part, message) -> hash(part.add(nextSeq - message.seq()), message.outgoing()));
        fingerprint.addUnordered(outbox, PersistQueue::hash);
    }

    private static void hash(Fingerprint fingerprint, Outgoing outgoing) {
        fingerprint.add(outgoing.to()).add(outgoing.message().toString());
    }

    @Override
    public String toString() {
        return "durable up to " + durableIndex + ", batches " + (durableSeq + 1) + ".." + (nextSeq - 1) + " under way, "
                + held.size() + " messages held";
    }
}
