package io.balsa.raft.transport.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmallPartsTests {
    @Test
    void backoffDoublesWithJitterUpToItsMaximumAndBeginsAgainAfterAReset() {
        Backoff backoff = new Backoff(100, 1_500, new SplittableRandom(1));
        for (int round = 0; round < 2; round++) {
            for (long ceiling : new long[] {100, 200, 400, 800, 1_500, 1_500, 1_500}) {
                long delay = backoff.nextDelayNanos();
                assertTrue(delay > ceiling / 2 && delay <= ceiling, delay + " of " + ceiling);
            }
            backoff.reset();
        }
    }

    @Test
    void backoffNeverOverflows() {
        Backoff backoff = new Backoff(1, Long.MAX_VALUE, new SplittableRandom(1));
        for (int i = 0; i < 200; i++) {
            assertTrue(backoff.nextDelayNanos() > 0);
        }
    }

    @Test
    void backoffsOfDifferentSeedsDiffer() {
        Backoff one = new Backoff(1_000_000, 1_000_000, new SplittableRandom(1));
        Backoff other = new Backoff(1_000_000, 1_000_000, new SplittableRandom(2));
        assertNotEquals(one.nextDelayNanos(), other.nextDelayNanos());
    }

    @Test
    void aQueueTakesWhatFitsAndForgetsWhatLeft() {
        SendQueue queue = new SendQueue(ByteBufAllocator.DEFAULT, 3 * FrameFormat.MAX_OVERHEAD_BYTES);
        assertTrue(queue.isEmpty());
        for (int i = 0; i < 3; i++) {
            assertTrue(queue.offer(Samples.heartbeat(i)));
        }
        while (queue.offer(Samples.heartbeat(3))) {
            assertTrue(queue.queuedBytes() <= 3 * FrameFormat.MAX_OVERHEAD_BYTES);
        }
        queue.poll().bytes().release();
        assertEquals(0, queue.queuedBytes());
        assertTrue(queue.offer(Samples.heartbeat(4)));
        queue.close();
        assertEquals(0, queue.queuedBytes());
    }

    @Test
    void addressesAreReadWithAndWithoutBrackets() {
        assertEquals(new HostAndPort("localhost", 7101), HostAndPort.parse("localhost:7101"));
        assertEquals(new HostAndPort("::1", 0), HostAndPort.parse("[::1]:0"));
        assertEquals("[::1]:7101", HostAndPort.parse("[::1]:7101").toString());
        for (String bad :
                new String[] {"localhost", "localhost:", ":1", "a:b", "a:-1", "a:65536", "::1:7101", "[]:1"}) {
            Exception e = assertThrows(IllegalArgumentException.class, () -> HostAndPort.parse(bad));
            assertTrue(e.getMessage().contains("'" + bad + "'"), e.getMessage());
        }
    }

    @Test
    void optionsNameEveryThingThatIsWrong() {
        NettyTransportOptions.Builder wrong = NettyTransportOptions.builder()
                .maxFrameBytes(10)
                .minBackoff(Duration.ofSeconds(5))
                .maxBackoff(Duration.ofSeconds(1))
                .maxQueuedControlBytes(0)
                .listenAddress("nowhere");
        Exception e = assertThrows(IllegalArgumentException.class, wrong::build);
        for (String name : new String[] {"maxFrameBytes 10", "maxBackoff", "maxQueuedControlBytes 0", "'nowhere'"}) {
            assertTrue(e.getMessage().contains(name), e.getMessage());
        }
    }
}
