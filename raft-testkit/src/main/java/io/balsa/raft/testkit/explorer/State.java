package io.balsa.raft.testkit.explorer;

import java.util.Arrays;

/** A state of the cluster, as numbers of the {@link Catalog}. Reused: one is read from the queue, another is worked out from it. */
final class State {
    final int[] nodes;
    int ledger;
    /** How often each kind of action happened. */
    long used;

    /** The messages in flight, sorted, so that equal bags are equal. */
    int[] messages = new int[16];

    int inFlight;

    State(int servers) {
        this.nodes = new int[servers];
    }

    void set(State other) {
        System.arraycopy(other.nodes, 0, nodes, 0, nodes.length);
        ledger = other.ledger;
        used = other.used;
        if (messages.length < other.inFlight) {
            messages = new int[other.messages.length];
        }
        System.arraycopy(other.messages, 0, messages, 0, other.inFlight);
        inFlight = other.inFlight;
    }

    void add(int message) {
        if (inFlight == messages.length) {
            messages = Arrays.copyOf(messages, 2 * inFlight);
        }
        int at = inFlight++;
        for (; at > 0 && messages[at - 1] > message; at--) {
            messages[at] = messages[at - 1];
        }
        messages[at] = message;
    }

    void remove(int message) {
        int at = Arrays.binarySearch(messages, 0, inFlight, message);
        if (at < 0) {
            throw new IllegalArgumentException("message " + message + ": expected one in flight");
        }
        inFlight--;
        System.arraycopy(messages, at + 1, messages, at, inFlight - at);
    }

    void write(IntQueue queue) {
        for (int node : nodes) {
            queue.add(node);
        }
        queue.add(ledger);
        queue.add((int) used);
        queue.add((int) (used >>> 32));
        queue.add(inFlight);
        for (int i = 0; i < inFlight; i++) {
            queue.add(messages[i]);
        }
    }

    void read(IntQueue queue) {
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = queue.remove();
        }
        ledger = queue.remove();
        used = Integer.toUnsignedLong(queue.remove());
        used |= (long) queue.remove() << 32;
        int count = queue.remove();
        inFlight = 0;
        for (int i = 0; i < count; i++) {
            add(queue.remove());
        }
    }
}
