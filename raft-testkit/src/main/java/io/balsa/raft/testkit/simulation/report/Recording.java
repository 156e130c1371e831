package io.balsa.raft.testkit.simulation.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps the last events of a run, and its outline from the beginning. Confined to one thread. */
public final class Recording {
    /** How many of the last events are kept unless told otherwise: some seconds of a busy cluster, and a page of a few megabytes. */
    public static final int LAST_EVENTS = 60_000;

    private final int lastEvents;
    private final List<RunEvent> outline = new ArrayList<>();
    private final Deque<RunEvent> last = new ArrayDeque<>();
    private long leftOut;

    /** Keeps {@link #LAST_EVENTS}. */
    public Recording() {
        this(LAST_EVENTS);
    }

    Recording(int lastEvents) {
        this.lastEvents = lastEvents;
    }

    /**
     * Takes note of an event.
     *
     * @param event the event, not earlier than the one before
     */
    public void add(RunEvent event) {
        last.add(event);
        if (last.size() > lastEvents) {
            RunEvent oldest = last.poll();
            if (oldest.isLandmark()) {
                outline.add(oldest);
            } else {
                leftOut++;
            }
        }
    }

    /** {@return the events kept, oldest first} */
    public List<RunEvent> events() {
        List<RunEvent> events = new ArrayList<>(outline);
        events.addAll(last);
        return events;
    }

    /** {@return since when nothing is left out} */
    long completeFromNanos() {
        return leftOut == 0 || last.isEmpty() ? 0 : last.peek().atNanos();
    }

    /** {@return how many events are left out} */
    long leftOut() {
        return leftOut;
    }
}
