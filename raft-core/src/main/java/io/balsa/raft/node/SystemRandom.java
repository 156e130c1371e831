package io.balsa.raft.node;

import io.balsa.raft.core.ElectionJitter;
import java.util.SplittableRandom;

/** Random numbers that differ at each start of the process. Confined to the node agent once it runs. */
final class SystemRandom implements ElectionJitter {
    private final SplittableRandom random = new SplittableRandom();

    @Override
    public long nextNanos(long boundNanos) {
        return random.nextLong(boundNanos);
    }

    /** {@return a number that tells this start of the process from every other} */
    long nextIncarnation() {
        return random.nextLong();
    }
}
