package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.RaftMessage;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP connection, from the handshake to its end: what is the same on the side that dialed and on the side that accepted. Confined to
 * its event loop but for {@link #end}.
 */
abstract sealed class Connection extends ChannelInboundHandlerAdapter implements EnvelopeHandler
        permits OutgoingConnection, InboundConnection {
    private static final Logger log = LoggerFactory.getLogger(NettyTransport.class);

    final TransportContext context;
    private final FrameDecoder decoder = new FrameDecoder(this);
    private final SilenceWatch watch;

    private volatile Channel channel;
    private FrameWriter writer;
    private ScheduledFuture<?> handshakeDeadline;
    private boolean established;
    private String endReason = "closed by the other side";

    Connection(TransportContext context) {
        this.context = context;
        this.watch = new SilenceWatch(
                context.options().idleTimeout().toNanos(), this::tick, () -> end("silent for too long"));
    }

    /** Makes this the handler of a channel that is being set up. TLS would come first in the pipeline, in front of the watch. */
    final void install(Channel channel) {
        this.channel = channel;
        this.writer = new FrameWriter(channel);
        channel.pipeline().addLast(watch, decoder, this);
    }

    /** Called once the channel works, before anything is received. */
    abstract void connected();

    /** Called a few times within the idle timeout while the connection is established. */
    abstract void tick();

    /** Called once when the connection is over, if it ever worked as a channel. */
    abstract void ended(String reason);

    final boolean isEstablished() {
        return established;
    }

    final FrameWriter writer() {
        return writer;
    }

    final Channel channel() {
        return channel;
    }

    /** The handshake is done: frames may be long from now on, and silence is watched. */
    final void establish() {
        established = true;
        handshakeDeadline.cancel(false);
        decoder.allow(context.options().maxFrameBytes());
        watch.start(channel);
    }

    /** Sends a refusal and closes the connection behind it. */
    final void refuse(Refusal refusal) {
        endReason = "refused";
        decoder.stop();
        writer.add(refusal);
        writer.flush();
        channel.close();
    }

    /** Closes the connection. May be called from any thread. */
    final void end(String reason) {
        if (channel == null) {
            // Not even set up: whoever is opening the channel sees that nobody wants it any more.
            return;
        }
        EventLoops.run(channel.eventLoop(), () -> {
            endReason = reason;
            decoder.stop();
            channel.close();
        });
    }

    final void requireEstablished(String kind) throws MalformedFrameException {
        if (!established) {
            throw new MalformedFrameException(kind + " before the handshake");
        }
    }

    @Override
    public final void channelActive(ChannelHandlerContext ctx) {
        long nanos = context.options().handshakeTimeout().toNanos();
        handshakeDeadline = ctx.executor().schedule(() -> end("no handshake in time"), nanos, TimeUnit.NANOSECONDS);
        connected();
    }

    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        if (handshakeDeadline != null) {
            handshakeDeadline.cancel(false);
        }
        watch.stop();
        decoder.stop();
        ended(endReason);
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof MalformedFrameException) {
            context.notices()
                    .warn(
                            "malformed " + describeRemote(),
                            "connection with " + describeRemote() + " closed: malformed frame: "
                                    + Refusal.printable(String.valueOf(cause.getMessage())));
            end("malformed frame");
        } else if (cause instanceof IOException) {
            end(Refusal.printable(String.valueOf(cause.getMessage())));
        } else {
            log.error("connection with {} closed after an unexpected error", describeRemote(), cause);
            end("unexpected error");
        }
    }

    /** Who is on the other side, as far as we know, without what differs from one connection of theirs to the next. */
    abstract String describeRemote();

    @Override
    public void hello(Hello hello) throws MalformedFrameException {
        throw new MalformedFrameException("unexpected hello");
    }

    @Override
    public void welcome(Welcome welcome) throws MalformedFrameException {
        throw new MalformedFrameException("unexpected welcome");
    }

    @Override
    public void refused(Refusal refusal) throws MalformedFrameException {
        throw new MalformedFrameException("unexpected refusal");
    }

    @Override
    public void ping() throws MalformedFrameException {
        throw new MalformedFrameException("unexpected ping");
    }

    @Override
    public void pong() throws MalformedFrameException {
        throw new MalformedFrameException("unexpected pong");
    }

    @Override
    public void message(RaftMessage message) throws MalformedFrameException {
        throw new MalformedFrameException("unexpected " + message.getClass().getSimpleName());
    }

    @Override
    public void unknownKind() throws MalformedFrameException {
        requireEstablished("unknown kind of envelope");
    }
}
