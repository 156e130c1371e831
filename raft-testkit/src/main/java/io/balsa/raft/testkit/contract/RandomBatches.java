package io.balsa.raft.testkit.contract;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The life of a log, drawn from a seed: mostly appends, now and then a new term, a vote, a cut. */
final class RandomBatches {
    private static final int MOST_IN_ONE_CALL = 50;
    private static final int LONGEST_CUT = 30;

    private final LogModel model;
    private final SplittableRandom random;
    private long term = 1;

    RandomBatches(LogModel model, long seed) {
        this.model = model;
        this.random = new SplittableRandom(seed);
    }

    boolean happens(double share) {
        return random.nextDouble() < share;
    }

    /** Batches for one call, at most so many. */
    List<WriteBatch> batches(int most) {
        List<WriteBatch> batches = new ArrayList<>();
        int count = Math.min(most, random.nextInt(1, MOST_IN_ONE_CALL + 1));
        for (int i = 0; i < count; i++) {
            batches.add(batch());
        }
        return batches;
    }

    private WriteBatch batch() {
        Optional<HardState> hardState = Optional.empty();
        if (happens(0.05)) {
            term += random.nextInt(1, 4);
            Optional<NodeId> vote =
                    random.nextBoolean() ? Optional.of(NodeId.of("n" + random.nextInt(1, 4))) : Optional.empty();
            hardState = Optional.of(new HardState(term, vote));
        }
        long last = model.lastIndex();
        long cut = 0;
        if (last > 0 && happens(0.1)) {
            cut = Math.max(1, last + 1 - random.nextInt(LONGEST_CUT));
        }
        long first = cut > 0 ? cut : last + 1;
        EncodedEntries added = happens(0.9)
                ? EntryBytes.commands(first, term, random.nextInt(1, 4), random.nextInt(happens(0.01) ? 20_000 : 100))
                : EncodedEntries.none(first);
        return model.batch(hardState, cut, added);
    }

    /** Looks at a random part of the log, and lets it use its idle time now and then. */
    void look(LogStorage log) throws StorageException {
        if (model.lastIndex() > 0) {
            long from = random.nextLong(1, model.lastIndex() + 1);
            long to = Math.min(model.lastIndex(), from + random.nextInt(100));
            model.assertReadsSome(log, from, to, random.nextInt(5_000));
            model.assertReads(log, from, to, Long.MAX_VALUE);
        }
        if (happens(0.2)) {
            log.idle();
        }
    }
}
