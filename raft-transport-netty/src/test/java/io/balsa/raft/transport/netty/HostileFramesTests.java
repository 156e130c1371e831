package io.balsa.raft.transport.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.transport.netty.ScriptedPeer.Link;
import io.balsa.raft.transport.netty.wire.Wire;
import io.balsa.raft.transport.netty.wire.Wire.Envelope;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileFramesTests {
    private static final int MAX_FRAME_BYTES = 16 << 20;
    private static final int ROUNDS = 10_000;
    private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void lengthsOutOfRangeAreRefusedBeforeAnythingIsAllocated() {
        for (int length : new int[] {Integer.MIN_VALUE, -1, 0, MAX_FRAME_BYTES, Integer.MAX_VALUE}) {
            assertRefused(header(length, 10), "frame length");
        }
        for (int head : new int[] {Integer.MIN_VALUE, -1, 0, 101, Integer.MAX_VALUE}) {
            assertRefused(header(100, head), "head length");
        }
        assertRefused(header(8_000, 4_097), "head length");
        assertRefused(header(101, 100), "no entries field has that size");
    }

    @Test
    void aLengthWithinTheLimitIsNotBelievedWithoutItsChecksum() {
        byte[] bomb = new byte[200];
        ByteBuffer.wrap(bomb).putInt(MAX_FRAME_BYTES - 12).putInt(20);
        long before = threads.getCurrentThreadAllocatedBytes();
        assertRefused(bomb, "checksum");
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 2 << 20, allocated + " bytes allocated");
    }

    @Test
    void wellFramedNonsenseIsRefused() {
        assertRefused(RawFrames.frame(new byte[] {1, 2, 3}, 3, 3), "envelope");
        Envelope vote = Envelope.newBuilder()
                .setVoteRequest(Wire.VoteRequest.newBuilder().setTerm(-1))
                .build();
        assertRefused(RawFrames.frame(vote), "term 18446744073709551615");
        Envelope index = Envelope.newBuilder()
                .setAppendRequest(Wire.AppendRequest.newBuilder().setPrevIndex(Long.MAX_VALUE))
                .build();
        assertRefused(RawFrames.frame(index), "prev_index");
        Envelope misplaced = Envelope.newBuilder()
                .setVoteRequest(Wire.VoteRequest.newBuilder().setTerm(1))
                .setEntries(ByteString.copyFrom(new byte[40]))
                .build();
        assertRefused(RawFrames.frame(misplaced), "expected an append request");
        byte[] whole = misplaced.toByteArray();
        assertRefused(RawFrames.frame(whole, whole.length, whole.length), "within the head");
        Envelope garbled = Envelope.newBuilder()
                .setAppendRequest(Wire.AppendRequest.newBuilder().setTerm(1))
                .setEntries(ByteString.copyFrom(new byte[40]))
                .build();
        assertRefused(RawFrames.frame(garbled), "entry checksum");
    }

    @Test
    void randomBytesEndInNothingButARefusal() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                // Plausible lengths, so that more than the first check is reached.
                int length = 1 + random.nextInt(bytes.length * 2);
                ByteBuffer header = ByteBuffer.allocate(8).putInt(length).putInt(1 + random.nextInt(length));
                System.arraycopy(header.array(), 0, bytes, 0, Math.min(8, bytes.length));
            }
            feed(bytes, seed);
        }
    }

    @Test
    void mutatedFramesAreRefusedOrWhole() {
        List<byte[]> valid = new ArrayList<>();
        for (RaftMessage message : Samples.oneOfEachKind()) {
            valid.add(frame(message));
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        long fed = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = mutate(valid.get(random.nextInt(valid.size())), random);
            fed += bytes.length;
            for (Object received : feed(bytes, seed)) {
                // Every byte is under a checksum, so what comes through is a frame that was left whole.
                assertTrue(
                        Samples.oneOfEachKind().stream()
                                .anyMatch(
                                        m -> Samples.comparable(m).equals(Samples.comparable((RaftMessage) received))),
                        "seed " + seed + ": " + received);
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 4 * fed + ROUNDS * (64L << 10), allocated + " bytes allocated for " + fed);
    }

    private static byte[] mutate(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[random.nextInt(Math.min(100, bytes.length))] = (byte) random.nextInt(256);
            case 2 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1));
            default -> {
                int from = random.nextInt(bytes.length);
                int to = random.nextInt(bytes.length);
                int count = Math.min(bytes.length - Math.max(from, to), 1 + random.nextInt(64));
                System.arraycopy(bytes, from, bytes, to, count);
            }
        }
        return bytes;
    }

    /** Feeds bytes to a decoder; anything thrown other than the one permitted exception fails the test. */
    private static List<Object> feed(byte[] bytes, long seed) {
        RecordingHandler handler = new RecordingHandler();
        FrameDecoder decoder = new FrameDecoder(handler);
        decoder.allow(MAX_FRAME_BYTES);
        EmbeddedChannel in = new EmbeddedChannel(decoder);
        ByteBuf buffer = Unpooled.copiedBuffer(bytes);
        try {
            in.writeInbound(buffer);
        } catch (Exception e) {
            assertEquals(MalformedFrameException.class, e.getClass(), "seed " + seed);
        }
        assertEquals(0, buffer.refCnt(), "seed " + seed);
        in.finishAndReleaseAll();
        return handler.received;
    }

    @Test
    void aMalformedFrameEndsTheConnectionAndTheOthersLive() throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            Link bad = ScriptedPeer.dial(a, b.hello(a, Lane.CONTROL).build());
            Link good = ScriptedPeer.dial(a, b.hello(a, Lane.BULK).build());
            assertTrue(bad.read().hasWelcome());
            assertTrue(good.read().hasWelcome());

            bad.write(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0});

            assertTrue(bad.isEnded());
            assertEquals(b.id, a.listener.nextLost());
            good.write(frame(Samples.heartbeat(4)));
            assertEquals(b.id, a.listener.nextReceived().from());
        }
    }

    @Test
    void aLongFrameBeforeTheHandshakeIsRefused() throws IOException {
        try (Server a = Server.start("a");
                Link link = ScriptedPeer.dialSilently(a, Wire.Hello.getDefaultInstance())) {
            link.write(header(8_000, 100));
            assertTrue(link.isEnded());
        }
    }

    private static byte[] header(int length, int head) {
        return ByteBuffer.allocate(12).putInt(length).putInt(head).array();
    }

    private static byte[] frame(RaftMessage message) {
        return SentFrames.of(message);
    }

    private static void assertRefused(byte[] bytes, String expected) {
        FrameDecoder decoder = new FrameDecoder(new RecordingHandler());
        decoder.allow(MAX_FRAME_BYTES);
        EmbeddedChannel in = new EmbeddedChannel(decoder);
        Exception e = assertThrows(MalformedFrameException.class, () -> in.writeInbound(Unpooled.copiedBuffer(bytes)));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
}
