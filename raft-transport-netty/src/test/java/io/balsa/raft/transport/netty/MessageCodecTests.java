package io.balsa.raft.transport.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.balsa.raft.spi.RaftMessage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageCodecTests {
    private final MessageCodec codec = new MessageCodec(1 << 20);

    @Test
    void aMessageIsReadAsItWasWritten() throws MalformedFrameException {
        for (RaftMessage message : samples()) {
            RaftMessage read = codec.decode(codec.encode(message));
            assertEquals(Samples.comparable(message), Samples.comparable(read), message.toString());
        }
    }

    @Test
    void theBytesAreThoseThatAConnectionSends() {
        for (RaftMessage message : samples()) {
            assertArrayEquals(SentFrames.of(message), codec.encode(message), message.toString());
        }
    }

    @Test
    void everyChangedBitIsFound() {
        for (RaftMessage message : samples()) {
            byte[] frame = codec.encode(message);
            int step = 1 + frame.length / 500;
            for (int bit = 0; bit < 8 * frame.length; bit += bit < 8 * 200 ? 1 : step) {
                byte[] changed = frame.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                int at = bit;
                assertThrows(
                        MalformedFrameException.class, () -> codec.decode(changed), () -> message + " with bit " + at);
            }
        }
    }

    @Test
    void whatIsNotOneWholeFrameIsRefused() throws MalformedFrameException {
        for (RaftMessage message : samples()) {
            byte[] frame = codec.encode(message);
            for (int length = 0; length < frame.length; length += 1 + frame.length / 100) {
                byte[] part = Arrays.copyOf(frame, length);
                assertThrows(MalformedFrameException.class, () -> codec.decode(part));
            }
            byte[] twice = Arrays.copyOf(frame, 2 * frame.length);
            System.arraycopy(frame, 0, twice, frame.length, frame.length);
            assertThrows(MalformedFrameException.class, () -> codec.decode(twice));
        }
        RaftMessage heartbeat = Samples.heartbeat(1);
        assertEquals(
                Samples.comparable(heartbeat), Samples.comparable(codec.decode(codec.encode(heartbeat))), "afterwards");
    }

    private static List<RaftMessage> samples() {
        return Stream.concat(Samples.oneOfEachKind().stream(), Samples.extremes().stream())
                .toList();
    }
}
