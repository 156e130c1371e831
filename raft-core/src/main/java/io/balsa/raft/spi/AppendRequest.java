package io.balsa.raft.spi;

/**
 * AppendEntries of the paper (§5.3). Without entries it is a heartbeat.
 *
 * @param term the leader's term
 * @param prevIndex index of the entry right before the new ones
 * @param prevTerm term of that entry
 * @param commit the leader's commit index
 * @param requestNumber rises with each request to the same peer in a term; the answer echoes it
 * @param entries the entries from {@code prevIndex + 1} on
 */
public record AppendRequest(long term, long prevIndex, long prevTerm, long commit, long requestNumber, Entries entries)
        implements RaftMessage {
    /** Checks that the entries follow the previous one. */
    public AppendRequest {
        if (entries.firstIndex() != prevIndex + 1) {
            throw new IllegalArgumentException(
                    "entries begin at " + entries.firstIndex() + ": expected prevIndex + 1 = " + (prevIndex + 1));
        }
    }

    /**
     * The same request with its entries in another form.
     *
     * @param same entries with the same indexes and terms
     * @return the request with these
     */
    public AppendRequest with(Entries same) {
        return new AppendRequest(term, prevIndex, prevTerm, commit, requestNumber, same);
    }

    /** {@return the last index that this request speaks of: {@code prevIndex} plus the number of entries} */
    public long lastIndex() {
        return entries.lastIndex();
    }
}
