package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import io.balsa.raft.spi.WriteBatch;

/** Messages and batches in short, for a trace. */
final class Words {
    private Words() {}

    static String of(RaftMessage message) {
        if (message instanceof AppendRequest m) {
            return "append t" + m.term() + " #" + m.requestNumber() + " prev " + m.prevIndex() + "@" + m.prevTerm()
                    + " commit " + m.commit() + " " + of(m.entries());
        } else if (message instanceof AppendResponse m) {
            return (m.success()
                            ? "appended t" + m.term() + " #" + m.requestNumber() + " match " + m.match()
                            : "refused t" + m.term() + " #" + m.requestNumber() + " rejected " + m.rejected() + " hint "
                                    + m.hintIndex() + "@" + m.hintTerm())
                    + " last " + m.lastIndex() + " durable " + m.durableIndex();
        } else if (message instanceof VoteRequest m) {
            return "vote? t" + m.term() + " last " + m.lastIndex() + "@" + m.lastTerm();
        } else if (message instanceof PreVoteRequest m) {
            return "pre-vote? t" + m.term() + " last " + m.lastIndex() + "@" + m.lastTerm();
        } else if (message instanceof VoteResponse m) {
            return (m.granted() ? "vote t" : "no vote t") + m.term();
        } else if (message instanceof PreVoteResponse m) {
            return (m.granted() ? "pre-vote t" : "no pre-vote t") + m.term() + " for t" + m.requestTerm();
        }
        return message.toString();
    }

    /** {@return the type of a message in a word or two} */
    static String typeOf(RaftMessage message) {
        if (message instanceof AppendRequest m) {
            return m.entries().isEmpty() ? "heartbeat" : "append";
        } else if (message instanceof AppendResponse m) {
            return m.success() ? "appended" : "refused";
        } else if (message instanceof VoteRequest) {
            return "vote?";
        } else if (message instanceof PreVoteRequest) {
            return "pre-vote?";
        } else if (message instanceof VoteResponse m) {
            return m.granted() ? "vote" : "no vote";
        } else if (message instanceof PreVoteResponse m) {
            return m.granted() ? "pre-vote" : "no pre-vote";
        }
        return message.getClass().getSimpleName();
    }

    static String of(WriteBatch batch) {
        return "#" + batch.seq()
                + (batch.truncateFrom() == 0 ? "" : " cut from " + batch.truncateFrom())
                + " "
                + of(batch.entries())
                + batch.hardState()
                        .map(state -> " term " + state.term() + " vote "
                                + state.votedFor().map(Object::toString).orElse("-"))
                        .orElse("");
    }

    private static String of(Entries entries) {
        return entries.isEmpty() ? "[]" : "[" + entries.firstIndex() + ".." + entries.lastIndex() + "]";
    }

    /** Adds a message to a hash, without the identity of anything. */
    static void hash(RunHash hash, RaftMessage message) {
        hash.add(message.getClass().getSimpleName());
        hash.add(message.term());
        if (message instanceof AppendRequest m) {
            hash.add(m.prevIndex());
            hash.add(m.requestNumber());
            hash.add(m.commit());
            hash.add(m.lastIndex());
        } else if (message instanceof AppendResponse m) {
            hash.add(m.requestNumber());
            hash.add(m.success() ? m.match() : -m.hintIndex());
            hash.add(m.durableIndex());
        }
    }
}
