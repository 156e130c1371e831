package io.balsa.raft.testkit.explorer;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.RaftMessage;
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
        long hash = Hash.of(key(content).toString());
        for (int i = 0; i < hashes.length; i++) {
            int[] names = renamings.get(i);
            hashes[i] = Hash.add(Hash.add(hash, names[from]), names[to]);
        }
    }

    /** What two messages have in common if they are equal; entries as such do not compare. */
    static Object key(RaftMessage content) {
        if (content instanceof AppendRequest request) {
            return List.of(
                    request.term(),
                    request.prevIndex(),
                    request.prevTerm(),
                    request.commit(),
                    request.requestNumber(),
                    WordEntries.split(request.entries()));
        }
        return content;
    }
}
