package io.balsa.raft.testkit.disk;

import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/** Ways in which a power cut chooses what survives of what was not forced. */
public enum PowerCut {
    /** Nothing does: what is there then is what was durable for certain. */
    LOSE_ALL,
    /** What was issued up to some moment, sectors and names alike. */
    PREFIX,
    /** Any sectors and any names. */
    ANY_SUBSET,
    /** A prefix or any subset, and of the last sector in it only some bytes. */
    TORN,
    /** Any subset; and files have the lengths they had in the cache, even where the bytes are lost. */
    SIZE_FIRST;

    /**
     * Draws what survives.
     *
     * @param pending all that was not forced, in the order in which it was issued
     * @param sectorBytes size of a sector
     * @param random to draw from
     * @return the choice
     */
    public Survivors draw(List<PendingOperation> pending, int sectorBytes, RandomGenerator random) {
        return switch (this) {
            case LOSE_ALL -> operation -> Survivors.LOST;
            case PREFIX -> of(prefix(pending, random));
            case ANY_SUBSET -> of(subset(pending, random));
            case TORN -> {
                BitSet kept = random.nextBoolean() ? prefix(pending, random) : subset(pending, random);
                yield torn(kept, lastWrite(pending, kept), 1 + random.nextInt(sectorBytes - 1));
            }
            case SIZE_FIRST -> withLengths(subset(pending, random));
        };
    }

    private static BitSet prefix(List<PendingOperation> pending, RandomGenerator random) {
        BitSet kept = new BitSet();
        kept.set(0, random.nextInt(pending.size() + 1));
        return kept;
    }

    private static BitSet subset(List<PendingOperation> pending, RandomGenerator random) {
        BitSet kept = new BitSet();
        for (int i = 0; i < pending.size(); i++) {
            kept.set(i, random.nextBoolean());
        }
        return kept;
    }

    private static int lastWrite(List<PendingOperation> pending, BitSet kept) {
        int last = kept.length() - 1;
        while (last >= 0 && !(kept.get(last) && pending.get(last).isWrite())) {
            last--;
        }
        return last;
    }

    private static Survivors of(BitSet kept) {
        return operation -> kept.get(operation.number()) ? Survivors.WHOLE : Survivors.LOST;
    }

    private static Survivors torn(BitSet kept, int last, int bytes) {
        return operation -> operation.number() == last ? bytes : of(kept).bytesOf(operation);
    }

    private static Survivors withLengths(BitSet kept) {
        return new Survivors() {
            @Override
            public int bytesOf(PendingOperation operation) {
                return of(kept).bytesOf(operation);
            }

            @Override
            public boolean lengthsSurvive() {
                return true;
            }
        };
    }
}
