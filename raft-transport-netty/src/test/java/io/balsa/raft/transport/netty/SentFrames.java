package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.RaftMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;

/** The bytes that a connection sends. */
final class SentFrames {
    private SentFrames() {}

    static byte[] of(RaftMessage message) {
        return of(List.of(message));
    }

    static byte[] of(List<RaftMessage> messages) {
        SendQueue queue = new SendQueue(ByteBufAllocator.DEFAULT, Long.MAX_VALUE);
        messages.forEach(queue::offer);
        return of(queue);
    }

    static byte[] of(SendQueue queue) {
        EmbeddedChannel out = new EmbeddedChannel();
        FrameWriter writer = new FrameWriter(out);
        for (SendQueue.Frames frames = queue.poll(); frames != null; frames = queue.poll()) {
            writer.add(frames.bytes());
        }
        writer.flush();
        return of(out);
    }

    static byte[] of(EmbeddedChannel out) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = out.readOutbound(); part != null; part = out.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }
}
