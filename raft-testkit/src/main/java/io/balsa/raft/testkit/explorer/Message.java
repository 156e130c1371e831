package io.balsa.raft.testkit.explorer;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import io.balsa.raft.testkit.invariants.LogEntry;
import io.balsa.raft.testkit.invariants.WordEntries;
import java.util.List;

/** A message in flight. Equal messages are one, and have one number. */
final class Message {
    final int number;
    final int from;
    final int to;
    final RaftMessage content;
    final long[] hashes;

    Message(int number, int from, int to, RaftMessage content, List<int[]> renamings) {
        this.number = number;
        this.from = from;
        this.to = to;
        this.content = content;
        this.hashes = new long[renamings.size()];
        long hash = hash(content);
        for (int i = 0; i < hashes.length; i++) {
            int[] names = renamings.get(i);
            hashes[i] = hash(hash, names[from], names[to]);
        }
    }

    static long hash(long content, int from, int to) {
        return Hash.add(Hash.add(content, from), to);
    }

    /** Of what a message says; no message names a server. */
    static long hash(RaftMessage content) {
        if (content instanceof AppendRequest m) {
            long hash = of(1, m.term(), m.prevIndex(), m.prevTerm(), m.commit(), m.requestNumber());
            for (LogEntry entry : WordEntries.split(m.entries())) {
                hash = Hash.add(hash, Catalog.hash(entry));
            }
            return hash;
        } else if (content instanceof AppendResponse m) {
            long hash = of(2, m.term(), m.requestNumber(), m.success() ? 1 : 0, m.match(), m.rejected());
            return of(hash, m.hintIndex(), m.hintTerm(), m.lastIndex(), m.durableIndex());
        } else if (content instanceof VoteRequest m) {
            return of(3, m.term(), m.lastIndex(), m.lastTerm());
        } else if (content instanceof VoteResponse m) {
            return of(4, m.term(), m.granted() ? 1 : 0);
        } else if (content instanceof PreVoteRequest m) {
            return of(5, m.term(), m.lastIndex(), m.lastTerm());
        } else if (content instanceof PreVoteResponse m) {
            return of(6, m.term(), m.requestTerm(), m.granted() ? 1 : 0);
        }
        throw new IllegalArgumentException(content + ": not a message that the explorer knows");
    }

    private static long of(long begin, long... values) {
        long hash = begin;
        for (long value : values) {
            hash = Hash.add(hash, value);
        }
        return hash;
    }
}
