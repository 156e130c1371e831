package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.TermRun;
import io.balsa.raft.spi.WriteBatch;
import java.util.Arrays;

/** What a power cut at this moment would leave of a server's log and vote for certain: the effect of every batch that was reported durable. */
final class DurableImage {
    private long[] terms = new long[64];
    private long[] contents = new long[64];
    private int lastIndex;
    private HardState hardState = HardState.INITIAL;

    void apply(WriteBatch batch) {
        if (batch.truncateFrom() != 0) {
            lastIndex = Math.toIntExact(batch.truncateFrom() - 1);
        }
        EntryCursor cursor = batch.entries().cursor();
        while (cursor.next()) {
            append(cursor.term(), EntryRegistry.contentOf(cursor));
        }
        batch.hardState().ifPresent(state -> hardState = state);
    }

    private void append(long term, long content) {
        lastIndex++;
        if (lastIndex == terms.length) {
            terms = Arrays.copyOf(terms, 2 * lastIndex);
            contents = Arrays.copyOf(contents, 2 * lastIndex);
        }
        terms[lastIndex] = term;
        contents[lastIndex] = content;
    }

    /** Takes over what a storage says of itself, with its entries up to an index; their contents are taken to be as they were. */
    void restore(RestoredState restored, long upTo) {
        hardState = restored.hardState();
        lastIndex = Math.toIntExact(upTo);
        for (TermRun run : restored.termRuns()) {
            if (run.firstIndex() <= upTo) {
                Arrays.fill(terms, (int) run.firstIndex(), lastIndex + 1, run.term());
            }
        }
    }

    HardState hardState() {
        return hardState;
    }

    long lastIndex() {
        return lastIndex;
    }

    /** {@return the term at an index from 0 to {@link #lastIndex}} */
    long termAt(long index) {
        return terms[(int) index];
    }

    /** Whether the entry of that index and term is there; by the Log Matching Property all before it is then, too. */
    boolean holds(long index, long term) {
        return index <= lastIndex && terms[(int) index] == term;
    }

    boolean holds(long index, long term, long content) {
        return holds(index, term) && contents[(int) index] == content;
    }

    boolean equalsImage(DurableImage other) {
        return lastIndex == other.lastIndex
                && hardState.equals(other.hardState)
                && Arrays.equals(terms, 0, lastIndex + 1, other.terms, 0, lastIndex + 1)
                && Arrays.equals(contents, 0, lastIndex + 1, other.contents, 0, lastIndex + 1);
    }

    DurableImage copy() {
        DurableImage copy = new DurableImage();
        copy.terms = terms.clone();
        copy.contents = contents.clone();
        copy.lastIndex = lastIndex;
        copy.hardState = hardState;
        return copy;
    }

    @Override
    public String toString() {
        return "log to " + lastIndex + "@" + terms[lastIndex] + ", term " + hardState.term() + ", vote "
                + hardState.votedFor().map(Object::toString).orElse("-");
    }
}
