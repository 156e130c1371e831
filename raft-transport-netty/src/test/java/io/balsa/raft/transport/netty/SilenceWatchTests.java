package io.balsa.raft.transport.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilenceWatchTests {
    private int ticks;
    private int silences;
    private final SilenceWatch watch = new SilenceWatch(TimeUnit.SECONDS.toNanos(6), () -> ticks++, () -> silences++);
    private final EmbeddedChannel channel = new EmbeddedChannel(watch);

    @BeforeEach
    void start() {
        channel.freezeTime();
        watch.start(channel);
    }

    @AfterEach
    void finish() {
        watch.stop();
        channel.finishAndReleaseAll();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private void hear() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
    }

    @Test
    void silenceIsToldOnceAfterTheTimeoutWithTicksBefore() {
        for (int i = 0; i < 10; i++) {
            pass(2);
        }
        assertEquals(1, silences);
        assertEquals(2, ticks);
    }

    @Test
    void anythingHeardBeginsAnew() {
        for (int i = 0; i < 10; i++) {
            pass(2);
            pass(2);
            hear();
            pass(2);
        }
        assertEquals(0, silences);
        assertEquals(30, ticks);
    }

    @Test
    void aLongPauseOfOurOwnCountsAsOneTick() {
        pass(2);
        hear();
        pass(2);
        pass(3_600);
        assertEquals(0, silences);
        hear();
        pass(2);
        assertEquals(0, silences);
    }
}
