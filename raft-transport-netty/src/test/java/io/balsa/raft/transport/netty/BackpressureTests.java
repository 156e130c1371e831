package io.balsa.raft.transport.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.transport.netty.ScriptedPeer.Lanes;
import io.balsa.raft.transport.netty.wire.Wire.Envelope;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackpressureTests {
    private static final int QUEUE_BYTES = 4 << 20;
    private static final NettyTransportOptions OPTIONS = Server.impatient()
            .maxFrameBytes(1 << 20)
            .maxQueuedBulkBytes(QUEUE_BYTES)
            .build();

    @Test
    void aPeerThatNeverReadsCostsABoundedQueueAndControlPassesIt() throws IOException {
        try (Server a = Server.start("a", OPTIONS);
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            Lanes lanes = b.acceptBoth();
            a.awaitConnected(b.id);
            OutgoingLane bulk = a.transport.peer(b.id).lane(Lane.BULK);

            int sent = fillUntilDropped(a, b);
            assertTrue(bulk.queuedBytes() <= QUEUE_BYTES, "queued " + bulk.queuedBytes());

            a.send(b.id, Samples.heartbeat(77));
            assertEquals(77, lanes.control().readMessage().getAppendRequest().getRequestNumber());

            long dropped = a.transport.traffic().get(b.id).droppedQueueFull();
            for (int i = 0; i < sent - dropped; i++) {
                Envelope next = lanes.bulk().readMessage();
                assertEquals(i, next.getAppendRequest().getRequestNumber(), "in order, and none but the last dropped");
            }
            Await.until("the queue is empty", () -> bulk.queuedBytes() == 0);
        }
    }

    /** Sends appends until one is dropped, which is the last, and returns how many were sent. */
    private static int fillUntilDropped(Server a, ScriptedPeer b) {
        var entries = Samples.entries(1, 1, 500_000);
        int sent = 0;
        while (a.transport.traffic().get(b.id).droppedQueueFull() == 0) {
            assertTrue(sent < 1_000, "500 MB were swallowed without a drop");
            AppendRequest append = Samples.append(sent++, entries);
            a.send(b.id, append);
        }
        return sent;
    }

    @Test
    void aBacklogIsDroppedWithItsConnection() throws IOException {
        try (Server a = Server.start("a", OPTIONS);
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            Lanes lanes = b.acceptBoth();
            a.awaitConnected(b.id);
            fillUntilDropped(a, b);

            lanes.reset();

            assertEquals(b.id, a.listener.nextLost());
            OutgoingLane bulk = a.transport.peer(b.id).lane(Lane.BULK);
            Await.until("the queue is empty", () -> bulk.queuedBytes() == 0);
            Lanes again = b.acceptBoth();
            a.awaitConnected(b.id);
            a.send(b.id, Samples.append(5_000, Samples.entries(1, 1, 10)));
            assertEquals(5_000, again.bulk().readMessage().getAppendRequest().getRequestNumber());
        }
    }
}
