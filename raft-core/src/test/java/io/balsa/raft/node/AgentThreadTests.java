package io.balsa.raft.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AgentThreadTests {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Works off a number that others raise. */
    private static class Counter implements Agent {
        final Doorbell doorbell = new Doorbell();
        final AtomicInteger todo = new AtomicInteger();
        final AtomicInteger done = new AtomicInteger();
        final AtomicInteger steps = new AtomicInteger();
        volatile boolean closed;
        volatile long deadlineNanos = Long.MAX_VALUE;

        @Override
        public String name() {
            return "counter";
        }

        @Override
        public int doWork() {
            steps.incrementAndGet();
            int work = todo.getAndSet(0);
            done.addAndGet(work);
            return work;
        }

        @Override
        public long nextDeadlineNanos() {
            return deadlineNanos;
        }

        @Override
        public Doorbell doorbell() {
            return doorbell;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final SystemClock clock = new SystemClock();

    @Test
    void losesNoWakeUp() {
        Counter agent = new Counter() {
            @Override
            public int doWork() {
                int work = super.doWork();
                for (int i = 0; work == 0 && i < 100; i++) {
                    Thread.onSpinWait(); // makes it likely that work comes after the agent has looked and before it
                    // rests
                }
                return work;
            }
        };
        AgentRunner.Carrier carrier = new AgentThreads(clock).start("test-wake-ups", List.of(agent));
        // One at a time and each awaited: a wake-up lost is a wait without end, since the agent has no deadline.
        for (int i = 1; i <= 20_000; i++) {
            agent.todo.incrementAndGet();
            agent.doorbell.ring();
            long deadline = System.nanoTime() + TIMEOUT_NANOS;
            while (agent.done.get() < i) {
                assertTrue(System.nanoTime() < deadline, "wake-up " + i + " was lost");
                Thread.onSpinWait();
            }
        }

        assertTrue(carrier.stop(TIMEOUT_NANOS));
        assertTrue(agent.closed);
    }

    @Test
    void restsUntilItsDeadline() {
        Counter agent = new Counter();
        AgentRunner.Carrier carrier = new AgentThreads(clock).start("test-deadline", List.of(agent));
        Await.until("it has begun", () -> agent.steps.get() > 0);
        agent.deadlineNanos = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        agent.doorbell.ring();
        agent.todo.incrementAndGet(); // too late for the bell, but the deadline is near
        Await.until("it has looked again", () -> agent.done.get() == 1);
        agent.deadlineNanos = Long.MAX_VALUE;

        assertTrue(carrier.stop(TIMEOUT_NANOS));
        assertTrue(agent.closed);
    }

    @Test
    void interruptThatTheApplicationLeavesBehindDoesNotKeepItAwake() {
        Counter agent = new Counter() {
            @Override
            public int doWork() {
                Thread.currentThread().interrupt();
                return super.doWork();
            }
        };
        AgentRunner.Carrier carrier = new AgentThreads(clock).start("test-interrupt", List.of(agent));
        Thread thread = Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("test-interrupt"))
                .findFirst()
                .orElseThrow();
        Await.until("it rests", () -> thread.getState() == Thread.State.WAITING);

        assertFalse(thread.isInterrupted());
        assertTrue(carrier.stop(TIMEOUT_NANOS));
    }

    @Test
    void agentMayStopItsOwnCarrier() {
        AgentRunner.Carrier[] carrier = new AgentRunner.Carrier[1];
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Counter agent = new Counter() {
            @Override
            public int doWork() {
                int work = super.doWork();
                if (work > 0) {
                    ended.complete(carrier[0].stop(TIMEOUT_NANOS));
                }
                return work;
            }
        };
        carrier[0] = new AgentThreads(clock).start("test-self-stop", List.of(agent));
        agent.todo.incrementAndGet();
        agent.doorbell.ring();

        assertFalse(ended.join(), "an agent cannot wait for its own end");
        assertTrue(carrier[0].stop(TIMEOUT_NANOS));
        assertTrue(agent.closed);
    }
}
