package io.balsa.raft.transport.netty;

import java.util.concurrent.atomic.LongAdder;

/** Counts what {@link PeerTraffic} shows. */
final class TrafficCounters {
    final LongAdder sent = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder droppedUnconnected = new LongAdder();
    final LongAdder droppedQueueFull = new LongAdder();
    final LongAdder droppedTooLong = new LongAdder();

    PeerTraffic read() {
        return new PeerTraffic(
                sent.sum(), received.sum(), droppedUnconnected.sum(), droppedQueueFull.sum(), droppedTooLong.sum());
    }
}
