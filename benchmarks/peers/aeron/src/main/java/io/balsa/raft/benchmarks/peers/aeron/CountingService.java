package io.balsa.raft.benchmarks.peers.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import io.balsa.raft.benchmarks.drive.Applied;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Applies commands as every library in the comparison does, and answers each with how many it has applied. */
final class CountingService implements ClusteredService {
    private final Applied applied = new Applied();
    private final UnsafeBuffer reply = new UnsafeBuffer(new byte[Long.BYTES]);
    private final byte[] edges = new byte[Long.BYTES + 1];
    private Cluster cluster;
    private volatile boolean leads;

    boolean leads() {
        return leads;
    }

    Applied applied() {
        return applied;
    }

    @Override
    public void onStart(Cluster cluster, Image snapshot) {
        this.cluster = cluster;
    }

    @Override
    public void onRoleChange(Cluster.Role role) {
        leads = role == Cluster.Role.LEADER;
    }

    @Override
    public void onSessionMessage(
            ClientSession session, long timestamp, DirectBuffer buffer, int offset, int length, Header header) {
        // All that is looked at of a command is its beginning and its end.
        buffer.getBytes(offset, edges, 0, Long.BYTES);
        edges[Long.BYTES] = buffer.getByte(offset + length - 1);
        applied.apply(edges, 0, edges.length);
        reply.putLong(0, applied.count());
        // A follower's offer goes nowhere, and says that it went well. The client of a leader that is gone cannot be
        // reached.
        long sent = session.offer(reply, 0, Long.BYTES);
        while (sent == Publication.BACK_PRESSURED || sent == Publication.ADMIN_ACTION) {
            cluster.idleStrategy().idle();
            sent = session.offer(reply, 0, Long.BYTES);
        }
    }

    @Override
    public void onSessionOpen(ClientSession session, long timestamp) {}

    @Override
    public void onSessionClose(ClientSession session, long timestamp, CloseReason closeReason) {}

    @Override
    public void onTimerEvent(long correlationId, long timestamp) {}

    @Override
    public void onTakeSnapshot(ExclusivePublication snapshotPublication) {}

    @Override
    public void onTerminate(Cluster cluster) {}
}
