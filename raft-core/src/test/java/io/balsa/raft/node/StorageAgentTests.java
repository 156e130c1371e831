package io.balsa.raft.node;

import static io.balsa.raft.node.EntriesForTests.commands;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.balsa.raft.RaftConfig;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageAgentTests {
    private static final NodeId SELF = NodeId.of("n1");

    private final TestStorage storage = new TestStorage();
    private final ManualClock clock = new ManualClock();
    private final Shared shared = Shared.of(SELF, RaftConfig.defaults(), clock, Optional.of(Runnable::run));
    private final AtomicInteger writes = new AtomicInteger();
    private StorageAgent agent;

    @BeforeEach
    void open() throws StorageException {
        LogStorage log = storage.open("test", SELF);
        agent = new StorageAgent(shared, log);
        storage.beforePersist = writes::incrementAndGet;
    }

    @Test
    void writesAllThatWaitsAtOnce() {
        add(1);
        add(2);
        add(3);
        agent.doWork();

        assertEquals(1, writes.get());
        assertEquals(3, shared.reports().persistedSeq());
        assertEquals(3, storage.lastIndex());
    }

    @Test
    void tellsTheStorageOnceWhenItHasNothingToDo() {
        add(1);
        agent.doWork();
        clock.advance(Duration.ofMillis(49));
        agent.doWork();
        assertEquals(0, storage.idles());
        clock.advance(Duration.ofMillis(1));
        agent.doWork();
        clock.advance(Duration.ofSeconds(1));
        agent.doWork();

        assertEquals(1, storage.idles());
        assertEquals(Long.MAX_VALUE, agent.nextDeadlineNanos());
        add(2);
        agent.doWork();
        clock.advance(Duration.ofMillis(50));
        agent.doWork();
        assertEquals(2, storage.idles());
    }

    @Test
    void settlesOnceAMillisecondAfterTheLastBatch() {
        AtomicInteger settled = new AtomicInteger();
        storage.inSettle = settled::incrementAndGet;
        add(1);
        agent.doWork();
        clock.advance(Duration.ofNanos(999_999));
        assertEquals(0, agent.doWork());
        add(2);
        agent.doWork();
        clock.advance(Duration.ofNanos(999_999));
        assertEquals(0, agent.doWork(), "a batch in between puts it off");
        clock.advance(Duration.ofNanos(1));
        agent.doWork();
        clock.advance(Duration.ofMillis(10));
        agent.doWork();
        assertEquals(1, settled.get());
    }

    @Test
    void neverWritesAgainAfterAFailure() {
        add(1);
        agent.doWork();
        storage.fail("no space");
        add(2);
        agent.doWork();
        assertEquals(Optional.of("no space"), shared.reports().storageFailure());
        int writesBefore = writes.get();
        add(3);
        agent.doWork();

        assertEquals(writesBefore, writes.get());
        assertEquals(1, shared.reports().persistedSeq());
    }

    @Test
    void stopsWritingWhenTheServerStops() {
        shared.lifecycle().fail("test", new IllegalStateException("test"));
        add(1);

        assertEquals(0, agent.doWork());
        assertEquals(0, writes.get());
        agent.close();
        assertFalse(storage.isOpen());
    }

    @Test
    void interruptThatComesWithALentStepNeverMeetsTheDisk() {
        shared.nodeBell().connect(() -> {}, () -> Thread.currentThread().interrupt());
        List<Boolean> interrupted = new ArrayList<>();
        storage.beforePersist = () -> interrupted.add(Thread.currentThread().isInterrupted());
        storage.inSettle = storage.beforePersist;
        for (long seq = 1; seq <= 2; seq++) {
            add(seq);
            agent.doWork();
            clock.advance(Duration.ofMillis(1));
            agent.doWork();
        }

        assertFalse(Thread.interrupted());
        assertEquals(List.of(false, false, false, false), interrupted);
    }

    private void add(long seq) {
        agent.add(new WriteBatch(seq, Optional.empty(), 0, commands(seq, seq, 1)));
    }
}
