package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One lane to one peer: the queue, and the connection that is dialed again whenever it ends. {@link #send} may be called by any
 * thread, the rest is confined to the peer's event loop.
 */
final class OutgoingLane {
    /** How much is handed to the channel before the rest waits in the queue, where its bytes are counted. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 << 10, 512 << 10);

    private final TransportContext context;
    private final Peer peer;
    private final Lane lane;
    private final EventLoop loop;
    private final SendQueue queue;
    private final Backoff backoff;

    private String address;
    private boolean stopped;
    /** Counts tries; a callback of an earlier one is told by it. */
    private int attempt;

    private OutgoingConnection connection;
    private ScheduledFuture<?> retry;
    private boolean refusedLast;
    private volatile boolean open;

    OutgoingLane(
            TransportContext context, Peer peer, Lane lane, String address, EventLoop loop, RandomGenerator random) {
        NettyTransportOptions options = context.options();
        this.context = context;
        this.peer = peer;
        this.lane = lane;
        this.address = address;
        this.loop = loop;
        this.queue = new SendQueue(
                ByteBufAllocator.DEFAULT,
                lane == Lane.CONTROL ? options.maxQueuedControlBytes() : options.maxQueuedBulkBytes());
        this.backoff =
                new Backoff(options.minBackoff().toNanos(), options.maxBackoff().toNanos(), random);
    }

    NodeId peerId() {
        return peer.id();
    }

    Lane lane() {
        return lane;
    }

    String describe() {
        return peer.id() + " at " + address;
    }

    boolean isOpen() {
        return open;
    }

    boolean hasQueued() {
        return open && !queue.isEmpty();
    }

    long queuedBytes() {
        return queue.queuedBytes();
    }

    /** Queues a message, or drops and counts it. Any thread. */
    void send(RaftMessage message) {
        if (!open) {
            peer.counters().droppedUnconnected.increment();
        } else if (!queue.offer(message)) {
            peer.counters().droppedQueueFull.increment();
        }
    }

    /** Hands queued messages to the channel for as long as it takes them. */
    void drain() {
        if (!open) {
            return;
        }
        FrameWriter writer = connection.writer();
        boolean wrote = false;
        while (connection.channel().isWritable()) {
            SendQueue.Frames frames = queue.poll();
            if (frames == null) {
                break;
            }
            writer.add(frames.bytes());
            peer.counters().sent.add(frames.messages());
            wrote = true;
        }
        if (wrote) {
            writer.flush();
        }
    }

    void dial() {
        if (stopped || context.listener().isShut()) {
            return;
        }
        int thisAttempt = ++attempt;
        HostAndPort target;
        try {
            target = HostAndPort.parse(address);
        } catch (IllegalArgumentException e) {
            failed(e.getMessage());
            return;
        }
        context.resolver().resolve(target, thisAttempt, loop, (resolved, failure) -> {
            if (thisAttempt != attempt) {
                return;
            }
            if (failure != null) {
                failed("unknown host " + failure.getMessage());
            } else {
                connect(resolved, thisAttempt);
            }
        });
    }

    private void connect(InetSocketAddress resolved, int thisAttempt) {
        OutgoingConnection next = new OutgoingConnection(context, this);
        connection = next;
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(context.loops().clientChannel())
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        context.options().connectTimeout().toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        next.install(channel);
                    }
                });
        bootstrap.connect(resolved).addListener((ChannelFuture future) -> {
            if (thisAttempt != attempt) {
                future.channel().close();
            } else if (!future.isSuccess()) {
                failed(future.cause().getMessage());
            }
        });
    }

    void opened(OutgoingConnection opened) {
        if (opened != connection) {
            opened.end("replaced");
            return;
        }
        backoff.reset();
        refusedLast = false;
        discardQueue();
        open = true;
        peer.outgoingOpened(opened, lane);
    }

    void ended(OutgoingConnection ended, String reason) {
        if (ended != connection) {
            return;
        }
        connection = null;
        attempt++;
        refusedLast = ended.wasRefused();
        if (ended.isEstablished()) {
            open = false;
            discardQueue();
            peer.connectionLost(lane + " connection to", reason);
        }
        retryLater();
    }

    private void failed(String reason) {
        connection = null;
        attempt++;
        if (!context.listener().isShut()) {
            context.notices().warn("unreachable " + peer.id(), "cannot connect to " + describe() + ": " + reason);
        }
        retryLater();
    }

    private void retryLater() {
        if (!stopped && !context.listener().isShut()) {
            retry = loop.schedule(this::dial, backoff.nextDelayNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** The peer has just connected to us, so a try is likely to succeed now, however long the back-off has become. */
    void hurry() {
        if (retry != null && !refusedLast && retry.cancel(false)) {
            retry = null;
            dial();
        }
    }

    void heard() {
        peer.heard();
    }

    /** Replaces a connection to an earlier process of the peer; returns whether there was one. */
    boolean leaveUnlessOf(long incarnation) {
        if (!open || connection.incarnation() == incarnation) {
            return false;
        }
        dropConnection("the other side has restarted");
        dial();
        return true;
    }

    void moveTo(String newAddress) {
        if (!address.equals(newAddress)) {
            dropConnection("address changed from " + address + " to " + newAddress);
            address = newAddress;
            backoff.reset();
            refusedLast = false;
            dial();
        }
    }

    void stop() {
        stopped = true;
        dropConnection("no longer a peer");
        queue.close();
    }

    /** Nobody will drain any more: the event loop is coming to its end. Any thread. */
    void release() {
        queue.close();
    }

    /** Ends connection or try without a report: it is we who want it. */
    private void dropConnection(String reason) {
        attempt++;
        open = false;
        if (retry != null) {
            retry.cancel(false);
            retry = null;
        }
        OutgoingConnection dropped = connection;
        connection = null;
        if (dropped != null) {
            dropped.end(reason);
        }
        discardQueue();
    }

    private void discardQueue() {
        for (SendQueue.Frames left = queue.poll(); left != null; left = queue.poll()) {
            left.bytes().release();
            peer.counters().droppedUnconnected.add(left.messages());
        }
    }
}
