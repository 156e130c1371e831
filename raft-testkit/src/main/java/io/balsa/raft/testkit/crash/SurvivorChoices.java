package io.balsa.raft.testkit.crash;

import io.balsa.raft.testkit.disk.PendingOperation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Goes through what may survive a power cut: every subset of up to 12 pending operations; of more, every prefix, every set but one operation, and a
 * sample. Each of them also with its last sector torn at a few bytes, or one in eight of them where they are many.
 *
 * <p>Sectors of zeros where there was nothing before count as one operation if they follow each other in a file: which of them survives makes no
 * difference but to the file's length.
 */
final class SurvivorChoices {
    private static final int MAX_EXHAUSTIVE = 12;
    private static final int SAMPLES = 400;
    private static final int TEARS = 3;
    private static final int MAX_ALL_TORN = 7;
    private static final int MAX_WITH_LENGTHS = 16;

    /** What survives or not as a whole: numbers of pending operations. */
    private final List<BitSet> units = new ArrayList<>();

    private final List<PendingOperation> pending;
    private final RandomGenerator random;

    /** For each operation the bytes at which it is torn: the same in all subsets, so that equal images stay equal. */
    private final List<int[]> tears = new ArrayList<>();

    SurvivorChoices(List<PendingOperation> pending, int sectorBytes, RandomGenerator random) {
        this.pending = pending;
        this.random = random;
        for (PendingOperation operation : pending) {
            if (!continues(operation)) {
                units.add(new BitSet());
            }
            units.get(units.size() - 1).set(operation.number());
            tears.add(random.ints(TEARS, 1, sectorBytes).toArray());
        }
    }

    /** Whether an operation belongs to the unit of the one before it. */
    private boolean continues(PendingOperation operation) {
        if (operation.number() == 0 || !operation.fills()) {
            return false;
        }
        PendingOperation before = pending.get(operation.number() - 1);
        return before.fills() && before.name().equals(operation.name());
    }

    /**
     * Hands out every choice, until somebody has enough.
     *
     * @param consumer gets a choice, and tells whether it wants more
     */
    void forEach(Predicate<SurvivorChoice> consumer) {
        boolean more = units.size() <= MAX_EXHAUSTIVE ? everySubset(consumer) : sample(consumer);
        for (int i = 0; more && i < MAX_WITH_LENGTHS && !units.isEmpty(); i++) {
            more = consumer.test(SurvivorChoice.of(operations(randomSubset())).withLengths());
        }
    }

    private boolean everySubset(Predicate<SurvivorChoice> consumer) {
        boolean more = true;
        for (long bits = 0; more && bits < 1L << units.size(); bits++) {
            more = withTears(BitSet.valueOf(new long[] {bits}), consumer);
        }
        return more;
    }

    private boolean sample(Predicate<SurvivorChoice> consumer) {
        boolean more = true;
        for (int i = 0; more && i <= units.size(); i++) {
            BitSet prefix = new BitSet();
            prefix.set(0, i);
            more = withTears(prefix, consumer);
            if (more && i < units.size()) {
                BitSet allButOne = new BitSet();
                allButOne.set(0, units.size());
                allButOne.clear(i);
                more = consumer.test(SurvivorChoice.of(operations(allButOne)));
            }
        }
        for (int i = 0; more && i < SAMPLES; i++) {
            more = withTears(randomSubset(), consumer);
        }
        return more;
    }

    private BitSet randomSubset() {
        BitSet subset = new BitSet();
        for (int i = 0; i < units.size(); i++) {
            subset.set(i, random.nextBoolean());
        }
        return subset;
    }

    private BitSet operations(BitSet subset) {
        BitSet kept = new BitSet();
        subset.stream().forEach(unit -> kept.or(units.get(unit)));
        return kept;
    }

    private boolean withTears(BitSet subset, Predicate<SurvivorChoice> consumer) {
        BitSet kept = operations(subset);
        SurvivorChoice choice = SurvivorChoice.of(kept);
        boolean more = consumer.test(choice);
        if (units.size() > MAX_ALL_TORN && random.nextInt(8) != 0) {
            return more;
        }
        int last = kept.length() - 1;
        while (last >= 0 && !(kept.get(last) && pending.get(last).isWrite())) {
            last--;
        }
        for (int i = 0; more && last >= 0 && i < TEARS; i++) {
            more = consumer.test(choice.tornAt(last, tears.get(last)[i]));
        }
        return more;
    }
}
