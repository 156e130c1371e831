package io.balsa.raft.transport.netty;

import io.netty.util.concurrent.EventExecutorGroup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what may repeat itself many times a second, a refused handshake for instance, once a minute for each kind, with the number
 * of those left out.
 */
final class NoticeLog {
    private static final Logger log = LoggerFactory.getLogger(NettyTransport.class);
    private static final long QUIET_SECONDS = 60;

    /** Keys can hold what strangers send, so their number is bounded; beyond, all share one. */
    private static final int MAX_KINDS = 256;

    private final Map<String, AtomicLong> leftOut = new ConcurrentHashMap<>();
    private final EventExecutorGroup timer;

    NoticeLog(EventExecutorGroup timer) {
        this.timer = timer;
    }

    /**
     * Logs a text, unless one of its kind was logged within the last minute.
     *
     * @param kind what counts as the same
     */
    void warn(String kind, String text) {
        String key = leftOut.size() < MAX_KINDS || leftOut.containsKey(kind) ? kind : "";
        AtomicLong count = leftOut.putIfAbsent(key, new AtomicLong());
        if (count != null) {
            count.incrementAndGet();
            return;
        }
        log.warn("{}", text);
        if (!timer.isShuttingDown()) {
            timer.schedule(() -> quietTimeOver(key, text), QUIET_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void quietTimeOver(String key, String text) {
        long count = leftOut.remove(key).get();
        if (count > 0) {
            log.warn("{} ({} times more within {} s)", text, count, QUIET_SECONDS);
        }
    }
}
