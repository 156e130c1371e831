package io.balsa.raft.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/** Holds back what a paused process would do, and lets it all happen when the pause is over. */
final class Gate {
    private final Timeline timeline;
    private final List<Runnable> held = new ArrayList<>();
    private long closedUntilNanos;

    Gate(Timeline timeline) {
        this.timeline = timeline;
    }

    boolean isClosed() {
        return closedUntilNanos > timeline.nowNanos();
    }

    void closeUntil(long nanos) {
        if (nanos > Math.max(closedUntilNanos, timeline.nowNanos())) {
            closedUntilNanos = nanos;
            timeline.at(nanos, this::openIfDue);
        }
    }

    void open() {
        closedUntilNanos = 0;
        openIfDue();
    }

    /** Forgets what is held back. */
    void clear() {
        held.clear();
        closedUntilNanos = 0;
    }

    /** Has something done once the gate is open. */
    void hold(Runnable what) {
        held.add(what);
    }

    private void openIfDue() {
        if (isClosed()) {
            return;
        }
        List<Runnable> released = List.copyOf(held);
        held.clear();
        for (Runnable what : released) {
            timeline.in(0, what);
        }
    }
}
