package io.balsa.raft.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Notices that the other side has fallen silent: a host that lost power or a process that was stopped closes nothing, and the kernel
 * of a stopped process goes on accepting bytes. Raft itself notices sooner, by missing heartbeats; this ends the connection, so
 * that a new one can be tried.
 *
 * <p>Counts ticks and reads no clock. A tick is due only a fixed time after the one before was done, so that a pause of our own
 * process, however long, counts as one tick, and what arrived meanwhile is read before the next.
 */
final class SilenceWatch extends ChannelInboundHandlerAdapter {
    private static final int SILENT_TICKS = 3;

    private final long tickNanos;
    private final Runnable onTick;
    private final Runnable onSilence;

    private ScheduledFuture<?> ticks;
    private boolean heard;
    private int silentTicks;
    private long lastBacklog;

    /**
     * A watch, not yet running.
     *
     * @param onTick called a few times within the timeout, for a ping to be sent
     * @param onSilence called when nothing was heard for the timeout
     */
    SilenceWatch(long timeoutNanos, Runnable onTick, Runnable onSilence) {
        this.tickNanos = timeoutNanos / SILENT_TICKS;
        this.onTick = onTick;
        this.onSilence = onSilence;
    }

    void start(Channel channel) {
        ticks = channel.eventLoop()
                .scheduleWithFixedDelay(() -> tick(channel), tickNanos, tickNanos, TimeUnit.NANOSECONDS);
    }

    void stop() {
        if (ticks != null) {
            ticks.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        heard = true;
        ctx.fireChannelRead(received);
    }

    private void tick(Channel channel) {
        // The answer to a ping stands behind everything we sent before: while a long backlog shrinks, the other side
        // lives.
        long backlog = channel.isWritable() ? 0 : channel.bytesBeforeWritable();
        boolean alive = heard || (backlog > 0 && backlog < lastBacklog);
        lastBacklog = backlog;
        heard = false;
        silentTicks = alive ? 0 : silentTicks + 1;
        if (silentTicks >= SILENT_TICKS) {
            stop();
            onSilence.run();
        } else {
            onTick.run();
        }
    }
}
