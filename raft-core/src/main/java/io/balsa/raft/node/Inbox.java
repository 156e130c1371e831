package io.balsa.raft.node;

import java.util.concurrent.atomic.AtomicReference;

/**
 * What many threads hand to the node agent. Nobody ever waits: an item is pushed onto a stack by one compare-and-set,
 * and the agent takes the whole stack at once and turns it round. Only who pushes onto an empty inbox rings the bell.
 */
@SuppressWarnings("ReferenceEquality") // the mark of the end is one object, and items are linked, not compared
final class Inbox {
    private static final InboxItem CLOSED = new InboxItem() {};

    private final AtomicReference<InboxItem> top = new AtomicReference<>();
    private final Doorbell doorbell;

    Inbox(Doorbell doorbell) {
        this.doorbell = doorbell;
    }

    /** {@return whether the item was taken; false once the inbox is closed} */
    boolean offer(InboxItem item) {
        InboxItem below = push(item);
        if (below == null) {
            doorbell.ring();
        }
        return below != CLOSED;
    }

    /** As {@link #offer}, on a thread that may be lent to the node agent. */
    boolean offerAndLend(InboxItem item) {
        InboxItem below = push(item);
        if (below == null) {
            doorbell.ringAndLend();
        }
        return below != CLOSED;
    }

    private InboxItem push(InboxItem item) {
        InboxItem below;
        do {
            below = top.get();
            if (below == CLOSED) {
                return below;
            }
            item.next = below;
        } while (!top.compareAndSet(below, item));
        return below;
    }

    /** {@return all items as a chain in the order in which they came; null if there are none} */
    InboxItem takeAll() {
        InboxItem all;
        do {
            all = top.get();
            if (all == null || all == CLOSED) {
                return null;
            }
        } while (!top.compareAndSet(all, null)); // not an exchange: that could undo a close() in between
        return reversed(all);
    }

    /**
     * Refuses all items from now on.
     *
     * @return those that nobody has taken yet, as a chain in order; null if there are none
     */
    InboxItem close() {
        InboxItem left = top.getAndSet(CLOSED);
        return left == CLOSED ? null : reversed(left);
    }

    private static InboxItem reversed(InboxItem newestFirst) {
        InboxItem oldestFirst = null;
        for (InboxItem item = newestFirst; item != null; ) {
            InboxItem following = item.next;
            item.next = oldestFirst;
            oldestFirst = item;
            item = following;
        }
        return oldestFirst;
    }
}
