package io.balsa.raft.transport.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.transport.netty.wire.Wire.Envelope;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameRoundTripTests {
    private static final int MAX_FRAME_BYTES = 1 << 20;

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
        EmbeddedChannel out = new EmbeddedChannel();
        FrameWriter writer = new FrameWriter(out);
        Samples.oneOfEachKind().forEach(writer::add);
        writer.flush();
        byte[] bytes = written(out);
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
            Envelope envelope = RawFrames.read(new ByteArrayInputStream(write(message)));
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
            byte[] ours = write(message);
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
    void longBuffersOfEntriesAreGatheredAndNotCopied() {
        EncodedEntries first = Samples.entries(1, 3, 10_000);
        EncodedEntries second = Samples.entries(4, 1, 50);
        EncodedEntries third = Samples.entries(5, 2, 20_000);
        EmbeddedChannel out = new EmbeddedChannel();
        FrameWriter writer = new FrameWriter(out);

        writer.add(Samples.append(1, EncodedEntries.join(List.of(first, second, third))));
        writer.flush();

        List<ByteBuf> written = new ArrayList<>();
        for (ByteBuf part = out.readOutbound(); part != null; part = out.readOutbound()) {
            written.add(part);
        }
        assertEquals(4, written.size(), "head, first, second, third");
        assertSame(first.buffer(0).array(), written.get(1).array());
        assertSame(third.buffer(0).array(), written.get(3).array());
        written.forEach(ByteBuf::release);
    }

    @Test
    void receivedEntriesLieInOneHeapArrayOfTheirOwnSize() {
        AppendRequest sent = Samples.append(
                1, EncodedEntries.join(List.of(Samples.entries(1, 3, 10_000), Samples.entries(4, 3, 10_000))));
        EncodedEntries received = (EncodedEntries) ((AppendRequest) roundTrip(sent)).entries();
        assertEquals(1, received.bufferCount());
        assertEquals(received.sizeInBytes(), received.buffer(0).array().length);
    }

    @Test
    void noFrameIsLongerThanReserved() {
        List<RaftMessage> all = new ArrayList<>(Samples.oneOfEachKind());
        all.addAll(Samples.extremes());
        for (RaftMessage message : all) {
            int bytes = write(message).length;
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
        assertEquals(List.of(hello, welcome, refusal, "ping", "pong"), read(written(out)));
    }

    @Test
    void aKindFromANewerVersionIsSkipped() {
        // Field 30, length-delimited, two bytes, and a heartbeat behind it.
        byte[] unknown = {(byte) 0xF2, 0x01, 0x02, 0x08, 0x01};
        byte[] heartbeat = write(Samples.heartbeat(1));
        byte[] frame = RawFrames.frame(unknown, unknown.length, unknown.length);
        byte[] both = Arrays.copyOf(frame, frame.length + heartbeat.length);
        System.arraycopy(heartbeat, 0, both, frame.length, heartbeat.length);

        List<Object> received = read(both);

        assertEquals("unknown", received.get(0));
        assertEquals(Samples.comparable(Samples.heartbeat(1)), Samples.comparable((RaftMessage) received.get(1)));
    }

    private static RaftMessage roundTrip(RaftMessage message) {
        List<Object> received = read(write(message));
        assertEquals(1, received.size());
        return (RaftMessage) received.get(0);
    }

    private static byte[] write(RaftMessage message) {
        EmbeddedChannel out = new EmbeddedChannel();
        FrameWriter writer = new FrameWriter(out);
        writer.add(message);
        writer.flush();
        return written(out);
    }

    private static byte[] written(EmbeddedChannel out) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = out.readOutbound(); part != null; part = out.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
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
