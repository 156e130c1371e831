package io.balsa.raft.benchmarks.peers.aeron;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.logbuffer.Header;
import io.balsa.raft.benchmarks.drive.Acknowledgement;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;

/** A session with the leader: the proposing thread sends, a thread of its own receives. Replies come in the order of the commands. */
final class Client implements AutoCloseable {
    private static final int MAX_UNDER_WAY = 1 << 16;
    private static final long KEEP_ALIVE_NANOS = 1_000_000_000L;
    private static final long NONE = -1;

    private final OneToOneConcurrentArrayQueue<Acknowledgement> underWay =
            new OneToOneConcurrentArrayQueue<>(MAX_UNDER_WAY);
    private final UnsafeBuffer sent = new UnsafeBuffer();
    private final IdleStrategy sendIdle = new BackoffIdleStrategy();
    private final AeronCluster session;
    private final Thread receiver = new Thread(this::receive, "receiver");
    private final BooleanSupplier leads;
    private long lastCount = NONE;
    private volatile boolean closed;

    /**
     * Connects.
     *
     * @param leads whether the member still leads: commands cannot be sent to one that does not
     */
    Client(String mediaDirectory, BooleanSupplier leads) {
        this.leads = leads;
        session = AeronCluster.connect(new AeronCluster.Context()
                .aeronDirectoryName(mediaDirectory)
                .ingressChannel("aeron:ipc")
                .egressChannel("aeron:ipc")
                // Two threads send: commands, and that the session is alive.
                .isIngressExclusive(false)
                .egressListener(this::onReply));
        receiver.setDaemon(true);
        receiver.start();
    }

    void propose(byte[] command, Acknowledgement acknowledgement) {
        sendIdle.reset();
        while (!underWay.offer(acknowledgement)) {
            awaitRoom();
        }
        sent.wrap(command);
        while (session.offer(sent, 0, command.length) < 0) {
            awaitRoom();
        }
    }

    private void awaitRoom() {
        if (!leads.getAsBoolean()) {
            throw new IllegalStateException("the member does not lead");
        }
        sendIdle.idle();
    }

    private void receive() {
        IdleStrategy idle = new BackoffIdleStrategy();
        long keptAlive = System.nanoTime();
        while (!closed) {
            idle.idle(session.pollEgress());
            if (System.nanoTime() - keptAlive > KEEP_ALIVE_NANOS) {
                session.sendKeepAlive();
                keptAlive = System.nanoTime();
            }
        }
    }

    private void onReply(long id, long timestamp, DirectBuffer buffer, int offset, int length, Header header) {
        Acknowledgement acknowledgement = underWay.poll();
        long count = buffer.getLong(offset);
        // Commands of sessions before this one were counted too.
        boolean inOrder = lastCount == NONE || count == lastCount + 1;
        lastCount = count;
        if (inOrder) {
            acknowledgement.acknowledged();
        } else {
            acknowledgement.failed(new IllegalStateException("a reply to command " + count + " came out of order"));
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            receiver.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the client stops");
        }
        session.close();
    }
}
