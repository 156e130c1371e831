package io.balsa.raft.benchmarks;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.TransportListener;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** The network and all peers behind it: whatever is asked of them they grant, but only when told to answer. */
final class WillingPeers implements Transport {
    private record Answer(NodeId from, RaftMessage message) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private TransportListener listener;
    private int answersWithEntries;

    @Override
    public void start(LocalIdentity local, TransportListener told) {
        listener = told;
    }

    @Override
    public void peers(Collection<Member> peers) {
        // All are there, always.
    }

    @Override
    public void send(NodeId to, RaftMessage message) {
        if (message instanceof AppendRequest append && !append.entries().isEmpty()) {
            answersWithEntries++;
        }
        answers.add(new Answer(to, Election.consent(message)));
    }

    @Override
    public void flush() {}

    /** {@return how many requests with entries there ever were} */
    int requestsWithEntries() {
        return answersWithEntries;
    }

    /** Gives the oldest answers that were not given yet. */
    void answer(int count) {
        for (int i = 0; i < count; i++) {
            Answer answer = answers.remove();
            listener.received(answer.from(), answer.message());
        }
    }

    /** {@return how many answers were not given yet} */
    int waiting() {
        return answers.size();
    }

    @Override
    public void close() {}
}
