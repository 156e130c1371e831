package io.balsa.raft.testkit.simulation;

import java.util.Arrays;

/**
 * Virtual time, and all that is to happen in it. Time stands still while something happens and then jumps to what comes next; what falls on the same
 * instant happens in an order drawn from the seed.
 */
final class Timeline {
    private static final class Event {
        final long atNanos;
        final long tieBreak;
        final Runnable what;

        Event(long atNanos, long tieBreak, Runnable what) {
            this.atNanos = atNanos;
            this.tieBreak = tieBreak;
            this.what = what;
        }

        boolean isBefore(Event other) {
            return atNanos != other.atNanos ? atNanos < other.atNanos : tieBreak < other.tieBreak;
        }
    }

    private final Chance ties;
    private Event[] heap = new Event[256];
    private int size;
    private long nowNanos;
    private long happened;
    private int scheduled;

    Timeline(long seed) {
        this.ties = Chance.of(seed, "ties");
    }

    long nowNanos() {
        return nowNanos;
    }

    /** {@return how many events there were so far} */
    long happened() {
        return happened;
    }

    void in(long delayNanos, Runnable what) {
        at(nowNanos + delayNanos, what);
    }

    void at(long atNanos, Runnable what) {
        // The sequence in the low bits makes ties of the drawn part impossible.
        at(atNanos, (ties.nextLong() & 0x7FFFFFFF00000000L) | (scheduled++ & 0xFFFFFFFFL), what);
    }

    /**
     * Has something happen, with a tie-break of its own: what is there or not without any effect on the order of everything else, as the faults of a plan.
     */
    void at(long atNanos, long tieBreak, Runnable what) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        siftUp(size++, new Event(Math.max(atNanos, nowNanos), tieBreak, what));
    }

    /**
     * Lets the next event happen, if it does so before a moment; otherwise time moves on to that moment.
     *
     * @return whether there was an event
     */
    boolean stepBefore(long untilNanos) {
        if (size == 0 || heap[0].atNanos >= untilNanos) {
            nowNanos = Math.max(nowNanos, untilNanos);
            return false;
        }
        Event event = heap[0];
        Event last = heap[--size];
        heap[size] = null;
        if (size > 0) {
            siftDown(last);
        }
        nowNanos = event.atNanos;
        happened++;
        event.what.run();
        return true;
    }

    private void siftUp(int from, Event event) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!event.isBefore(heap[parent])) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = event;
    }

    private void siftDown(Event event) {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(event)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = event;
    }
}
