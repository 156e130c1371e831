package io.balsa.raft.testkit.history;

import java.util.Optional;

/** What becomes of one element of a set. */
final class SetElement {
    private final Operation<SetCall, SetAnswer> add;

    /** From when on it must be seen. */
    private long knownNanos = Operation.OPEN;

    private Optional<Operation<SetCall, SetAnswer>> lastSeen = Optional.empty();
    private Optional<Operation<SetCall, SetAnswer>> lastMissed = Optional.empty();

    SetElement(Operation<SetCall, SetAnswer> add) {
        this.add = add;
        if (add.isOk()) {
            knownNanos = add.returnNanos();
        }
    }

    /** A read saw it; reads come in order of invocation. Returns what is wrong with that. */
    Optional<String> seen(Operation<SetCall, SetAnswer> read) {
        lastSeen = Optional.of(read);
        knownNanos = Math.min(knownNanos, read.returnNanos());
        if (add.outcome() == Outcome.FAILED) {
            return Optional.of("An add that failed for certain took effect:\n  " + add + "\n  " + read);
        }
        return read.returnNanos() < add.invokeNanos()
                ? Optional.of("An element was seen before it was added:\n  " + read + "\n  " + add)
                : Optional.empty();
    }

    /** Once all reads that saw it are known: a read, in order of invocation. */
    void missedUnless(boolean isSeen, Operation<SetCall, SetAnswer> read) {
        if (!isSeen && knownNanos < read.invokeNanos()) {
            lastMissed = Optional.of(read);
        }
    }

    /** {@return whether it was acknowledged, but no read could tell} */
    boolean isNeverRead() {
        return add.isOk()
                && lastMissed.isEmpty()
                && lastSeen.filter(read -> read.invokeNanos() > add.returnNanos())
                        .isEmpty();
    }

    Optional<String> error() {
        return lastMissed.map(missed -> {
            boolean isBack = lastSeen.filter(seen -> seen.invokeNanos() > missed.invokeNanos())
                    .isPresent();
            return (isBack ? "Stale read, the element was there before:\n  " : "Lost element:\n  ") + add
                    + lastSeen.map(seen -> "\n  last seen by " + seen).orElse("\n  never seen") + "\n  missed by "
                    + missed;
        });
    }

    @Override
    public String toString() {
        return add.toString();
    }
}
