package io.balsa.raft.storage;

/**
 * Where to read: stretches of the log in each of which entries follow one another in one file, with frame headers and frames without entries
 * among them. A copy out of the {@link LogIndex}, which may change meanwhile: what was written stays where it is. Immutable.
 */
final class Stretches {
    private final long[] firstIndexes;
    private final long[] positions;
    private final int[] restsOfFrame;
    private final long lastIndex;
    private final long entryBytes;

    /**
     * Takes over the arrays.
     *
     * @param firstIndexes the first entry of each stretch; it ends in front of the first of the next
     * @param positions where that entry stands
     * @param restsOfFrame how many bytes of entries its frame has from there on
     * @param lastIndex the last entry of the last stretch
     * @param entryBytes at least the size of all their entries
     */
    Stretches(long[] firstIndexes, long[] positions, int[] restsOfFrame, long lastIndex, long entryBytes) {
        this.firstIndexes = firstIndexes;
        this.positions = positions;
        this.restsOfFrame = restsOfFrame;
        this.lastIndex = lastIndex;
        this.entryBytes = entryBytes;
    }

    int count() {
        return firstIndexes.length;
    }

    long entryBytes() {
        return entryBytes;
    }

    long firstIndex(int stretch) {
        return firstIndexes[stretch];
    }

    long lastIndex(int stretch) {
        return stretch + 1 < firstIndexes.length ? firstIndexes[stretch + 1] - 1 : lastIndex;
    }

    long position(int stretch) {
        return positions[stretch];
    }

    int restOfFrame(int stretch) {
        return restsOfFrame[stretch];
    }
}
