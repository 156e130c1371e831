package io.balsa.raft.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Hands what a channel receives to a {@link FrameReader}, until the first malformed frame. */
final class FrameDecoder extends ChannelInboundHandlerAdapter {
    private final FrameReader reader;
    private boolean stopped;

    FrameDecoder(EnvelopeHandler handler) {
        this.reader = new FrameReader(handler, FrameFormat.HEADER_BYTES + FrameFormat.MAX_HEAD_BYTES);
    }

    /** Raises the limit once the other side is known; until then nothing longer than a head is taken. */
    void allow(int maxFrameBytes) {
        reader.allow(maxFrameBytes);
    }

    /** Drops everything that still comes: the connection is being closed. */
    void stop() {
        stopped = true;
        reader.drop();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        ByteBuf in = (ByteBuf) received;
        try {
            while (!stopped && in.isReadable()) {
                reader.read(in);
            }
        } catch (MalformedFrameException e) {
            stop();
            ctx.fireExceptionCaught(e);
        } finally {
            in.release();
        }
    }
}
