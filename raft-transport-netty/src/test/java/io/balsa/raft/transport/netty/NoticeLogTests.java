package io.balsa.raft.transport.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NoticeLogTests {
    private final Logger logger = (Logger) LoggerFactory.getLogger(NettyTransport.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final EmbeddedChannel time = new EmbeddedChannel();
    private final NoticeLog notices = new NoticeLog(time.eventLoop());

    @BeforeEach
    void listen() {
        time.freezeTime();
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
    }

    @AfterEach
    void stopListening() {
        logger.setAdditive(true);
        logger.setLevel(null);
        logger.detachAppender(appender);
        time.finishAndReleaseAll();
    }

    private void pass(long seconds) {
        time.advanceTimeBy(seconds, TimeUnit.SECONDS);
        time.runScheduledPendingTasks();
    }

    private List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void repetitionsWithinAMinuteAreCountedAndToldAtItsEnd() {
        notices.warn("kind", "first");
        notices.warn("kind", "second");
        notices.warn("other kind", "another");
        notices.warn("kind", "third");
        assertEquals(List.of("first", "another"), lines());
        pass(61);
        assertEquals(List.of("first", "another", "first (2 times more within 60 s)"), lines());
        notices.warn("kind", "fourth");
        assertEquals("fourth", lines().get(3));
    }

    @Test
    void theNumberOfKindsIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            notices.warn("kind " + i, "text " + i);
        }
        assertTrue(lines().size() <= 257, lines().size() + " lines");
    }
}
