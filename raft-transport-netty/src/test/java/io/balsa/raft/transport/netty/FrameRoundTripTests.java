package io.balsa.raft.transport.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.transport.netty.wire.Wire.Envelope;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameRoundTripTests {
    private static final int MAX_FRAME_BYTES = 4 << 20;

    @Test
    void everyKindOfMessageSurvivesTheWire() {
        for (RaftMessage message : Samples.oneOfEachKind()) {
            assertEquals(Samples.comparable(message), Samples.comparable(roundTrip(message)), message.toString());
        }
        for (RaftMessage message : Samples.extremes()) {
            assertEquals(Samples.comparable(message), Samples.comparable(roundTrip(message)), message.toString());
        }
    }

    @Test
    void framesAreReadHoweverTheBytesAreCut() {
        byte[] bytes = SentFrames.of(Samples.oneOfEachKind());
        List<List<Object>> expected =
                Samples.oneOfEachKind().stream().map(Samples::comparable).toList();

        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            RecordingHandler handler = new RecordingHandler();
            EmbeddedChannel in = decoder(handler);
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(1 << random.nextInt(15)));
                in.writeInbound(Unpooled.copiedBuffer(bytes, at, count));
                at += count;
            }
            List<List<Object>> found = handler.received.stream()
                    .map(message -> Samples.comparable((RaftMessage) message))
                    .toList();
            assertEquals(expected, found, "seed " + seed);
            in.finishAndReleaseAll();
        }
    }

    @Test
    void aStockParserReadsTheFrames() throws IOException {
        for (RaftMessage message : Samples.oneOfEachKind()) {
            Envelope envelope = RawFrames.read(new ByteArrayInputStream(SentFrames.of(message)));
            if (message instanceof AppendRequest append) {
                assertEquals(append.term(), envelope.getAppendRequest().getTerm());
                assertEquals(append.prevIndex(), envelope.getAppendRequest().getPrevIndex());
                assertEquals(append.requestNumber(), envelope.getAppendRequest().getRequestNumber());
                assertArrayEquals(
                        Samples.bytes((EncodedEntries) append.entries()),
                        envelope.getEntries().toByteArray());
            }
        }
    }

    @Test
    void framesAreThoseOfAStockWriter() throws IOException {
        List<RaftMessage> all = new ArrayList<>(Samples.oneOfEachKind());
        all.addAll(Samples.extremes());
        for (RaftMessage message : all) {
            byte[] ours = SentFrames.of(message);
            Envelope envelope = RawFrames.read(new ByteArrayInputStream(ours));
            assertArrayEquals(RawFrames.frame(envelope), ours, message.toString());
        }
    }

    @Test
    void entriesOfEveryLengthAroundAVarintBoundaryAreFramedRight() throws IOException {
        for (int size : new int[] {36, 37, 126, 127, 128, 129, 16382, 16383, 16384, 16385, 70_000}) {
            AppendRequest append = Samples.append(1, Samples.entries(1, 1, size - 36));
            assertEquals(size, append.entries().sizeInBytes());
            assertEquals(Samples.comparable(append), Samples.comparable(roundTrip(append)));
        }
    }

    @Test
    void bytesOfEntriesAreTheSendersAgainOnceQueued() {
        AppendRequest lent = Samples.append(1, Samples.entries(1, 3, 10_000));
        List<Object> expected = Samples.comparable(Samples.copy(lent));
        SendQueue queue = new SendQueue(ByteBufAllocator.DEFAULT, MAX_FRAME_BYTES);
        assertTrue(queue.offer(lent));
        EncodedEntries entries = (EncodedEntries) lent.entries();
        entries.buffer(0).put(new byte[(int) entries.sizeInBytes()]);

        assertEquals(expected, Samples.comparable((RaftMessage)
                read(SentFrames.of(queue)).get(0)));
    }

    @Test
    void smallFramesAreGatheredAndLongOnesLeaveAlone() {
        SendQueue queue = new SendQueue(ByteBufAllocator.DEFAULT, MAX_FRAME_BYTES);
        queue.offer(Samples.heartbeat(1));
        queue.offer(Samples.heartbeat(2));
        queue.offer(Samples.append(3, Samples.entries(1, 1, 100_000)));
        queue.offer(Samples.heartbeat(4));

        int[] expected = {2, 1, 1};
        for (int messages : expected) {
            SendQueue.Frames frames = queue.poll();
            assertEquals(messages, frames.messages());
            frames.bytes().release();
        }
        assertNull(queue.poll());
        assertEquals(0, queue.queuedBytes());
    }

    @Test
    void aClosedQueueTakesNothingAndKeepsNothing() {
        SendQueue queue = new SendQueue(ByteBufAllocator.DEFAULT, MAX_FRAME_BYTES);
        queue.offer(Samples.heartbeat(1));
        queue.close();

        assertNull(queue.poll());
        assertFalse(queue.offer(Samples.heartbeat(2)));
        queue.close();
    }

    @Test
    void aFrameForWhichThereIsNoMemoryIsDroppedAsAWhole() {
        boolean[] none = {false};
        ByteBufAllocator scarce = (ByteBufAllocator) Proxy.newProxyInstance(
                ByteBufAllocator.class.getClassLoader(),
                new Class<?>[] {ByteBufAllocator.class},
                (proxy, method, arguments) ->
                        new UnpooledDirectByteBuf(UnpooledByteBufAllocator.DEFAULT, (int) arguments[0], 1 << 20) {
                            @Override
                            public ByteBuf capacity(int newCapacity) {
                                if (none[0]) {
                                    throw new OutOfMemoryError("injected");
                                }
                                return super.capacity(newCapacity);
                            }
                        });
        SendQueue queue = new SendQueue(scarce, MAX_FRAME_BYTES);
        assertTrue(queue.offer(Samples.heartbeat(1)));
        none[0] = true;
        assertFalse(queue.offer(Samples.append(2, Samples.entries(1, 1, 10_000))));
        none[0] = false;
        assertTrue(queue.offer(Samples.heartbeat(3)));

        assertEquals(2, read(SentFrames.of(queue)).size());
        assertEquals(0, queue.queuedBytes());
    }

    @Test
    void theArrayOfAFrameIsUsedAgainUnlessItIsVeryLong() {
        List<byte[]> arrays = new ArrayList<>();
        EmbeddedChannel in = decoder(new RecordingHandler() {
            @Override
            public void message(RaftMessage message) {
                arrays.add(((EncodedEntries) ((AppendRequest) message).entries())
                        .buffer(0)
                        .array());
            }
        });
        for (int payloadBytes : new int[] {20_000, 10_000, 3 << 20, 10_000}) {
            in.writeInbound(
                    Unpooled.copiedBuffer(SentFrames.of(Samples.append(1, Samples.entries(1, 1, payloadBytes)))));
        }
        assertSame(arrays.get(0), arrays.get(1));
        assertTrue(arrays.get(3).length < 3 << 20, "a long array was kept");
        in.finishAndReleaseAll();
    }

    @Test
    void noFrameIsLongerThanReserved() {
        List<RaftMessage> all = new ArrayList<>(Samples.oneOfEachKind());
        all.addAll(Samples.extremes());
        for (RaftMessage message : all) {
            int bytes = SentFrames.of(message).length;
            assertTrue(bytes <= SendQueue.frameBytes(message), bytes + " bytes: " + message);
        }
    }

    @Test
    void handshakesSurviveTheWire() {
        Hello hello = new Hello(1, 3, "cluster", "n1", "n2", -5, 2);
        Welcome welcome = new Welcome(1, "cluster", "n2", Long.MIN_VALUE);
        Refusal refusal = new Refusal(RefusalReason.CLUSTER, "another cluster");
        EmbeddedChannel out = new EmbeddedChannel();
        FrameWriter writer = new FrameWriter(out);
        writer.add(hello);
        writer.add(welcome);
        writer.add(refusal);
        writer.addPing();
        writer.addPong();
        writer.flush();
        assertEquals(List.of(hello, welcome, refusal, "ping", "pong"), read(SentFrames.of(out)));
    }

    @Test
    void aKindFromANewerVersionIsSkipped() {
        // Field 30, length-delimited, two bytes, and a heartbeat behind it.
        byte[] unknown = {(byte) 0xF2, 0x01, 0x02, 0x08, 0x01};
        byte[] heartbeat = SentFrames.of(Samples.heartbeat(1));
        byte[] frame = RawFrames.frame(unknown, unknown.length, unknown.length);
        byte[] both = Arrays.copyOf(frame, frame.length + heartbeat.length);
        System.arraycopy(heartbeat, 0, both, frame.length, heartbeat.length);

        List<Object> received = read(both);

        assertEquals("unknown", received.get(0));
        assertEquals(Samples.comparable(Samples.heartbeat(1)), Samples.comparable((RaftMessage) received.get(1)));
    }

    private static RaftMessage roundTrip(RaftMessage message) {
        List<Object> received = read(SentFrames.of(message));
        assertEquals(1, received.size());
        return (RaftMessage) received.get(0);
    }

    private static EmbeddedChannel decoder(EnvelopeHandler handler) {
        FrameDecoder decoder = new FrameDecoder(handler);
        decoder.allow(MAX_FRAME_BYTES);
        return new EmbeddedChannel(decoder);
    }

    private static List<Object> read(byte[] bytes) {
        RecordingHandler handler = new RecordingHandler();
        EmbeddedChannel in = decoder(handler);
        in.writeInbound(Unpooled.copiedBuffer(bytes));
        in.finishAndReleaseAll();
        return handler.received;
    }
}
