package io.balsa.raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
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
                int work = super.doWork();
                if (work > 0) {
                    Thread.currentThread().interrupt();
                }
                return work;
            }
        };
        agent.todo.incrementAndGet();
        AgentRunner.Carrier carrier = new AgentThreads(clock).start("test-interrupt", List.of(agent));
        Thread thread = Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("test-interrupt"))
                .findFirst()
                .orElseThrow();
        Await.until("its work is done", () -> agent.done.get() == 1);
        Await.until("it rests", () -> thread.getState() == Thread.State.WAITING && !thread.isInterrupted());
        assertTrue(carrier.stop(TIMEOUT_NANOS));
    }

    @Test
    void agentMayStopItsOwnCarrier() {
        assertStopsFromWithin(false);
    }

    @Test
    void agentMayStopItsCarrierFromALentThread() {
        assertStopsFromWithin(true);
    }

    private void assertStopsFromWithin(boolean lent) {
        AgentRunner.Carrier[] carrier = new AgentRunner.Carrier[1];
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Lendable agent = new Lendable() {
            @Override
            public int doWork() {
                int work = super.doWork();
                if (work > 0 && isLent() == lent && !ended.isDone()) {
                    ended.complete(carrier[0].stop(TIMEOUT_NANOS));
                }
                return work;
            }
        };
        carrier[0] = new AgentThreads(clock).start("test-stop-from-within", List.of(agent));
        // Which thread takes a step depends on whether the agent rests just then: until the one that is meant has taken
        // one.
        Await.until("it was stopped from within", () -> {
            agent.todo.incrementAndGet();
            if (lent) {
                agent.doorbell.ringAndLend();
            } else {
                agent.doorbell.ring();
            }
            return ended.isDone();
        });

        assertFalse(ended.join(), "an agent cannot wait for its own end");
        assertTrue(carrier[0].stop(TIMEOUT_NANOS));
        assertTrue(agent.closed);
    }

    /** A counter whose carrier may borrow threads, and which notices if two step it at the same time. */
    private static class Lendable extends Counter {
        private final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger borrowedSteps = new AtomicInteger();
        volatile boolean overlapped;

        /** Carriers are called "test-" and something here. */
        static boolean isLent() {
            return !Thread.currentThread().getName().startsWith("test-");
        }

        @Override
        public boolean isBrief() {
            return true;
        }

        @Override
        public int doWork() {
            overlapped |= inside.incrementAndGet() > 1;
            int work = super.doWork();
            if (isLent()) {
                borrowedSteps.incrementAndGet();
            }
            inside.decrementAndGet();
            return work;
        }
    }

    @Test
    void borrowsTheThreadOfWhoRingsWhileItRests() {
        Lendable agent = new Lendable();
        AgentRunner.Carrier carrier = new AgentThreads(clock).start("test-borrow", List.of(agent));
        Await.until("a step was taken here", () -> {
            agent.todo.incrementAndGet();
            agent.doorbell.ringAndLend();
            return agent.borrowedSteps.get() > 0;
        });
        Await.until("all is done", () -> agent.todo.get() == 0);

        assertTrue(carrier.stop(TIMEOUT_NANOS));
        assertTrue(agent.closed);
    }

    @Test
    void neverBorrowsForAnAgentThatMayWait() {
        Counter agent = new Counter() {
            @Override
            public int doWork() {
                assertTrue(Thread.currentThread().getName().startsWith("test-"));
                return super.doWork();
            }
        };
        AgentRunner.Carrier carrier = new AgentThreads(clock).start("test-no-borrow", List.of(agent));
        for (int i = 1; i <= 1000; i++) {
            int expected = i;
            agent.todo.incrementAndGet();
            agent.doorbell.ringAndLend();
            Await.until("it is done by its own thread", () -> agent.done.get() == expected);
        }

        assertTrue(carrier.stop(TIMEOUT_NANOS));
    }

    @Test
    void manyWhoLendStepItOneAtATimeAndLoseNothing() throws InterruptedException {
        Lendable agent = new Lendable();
        AgentRunner.Carrier carrier = new AgentThreads(clock).start("test-lend", List.of(agent));
        int lenders = 4;
        int each = 20_000;
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < lenders; t++) {
            boolean lends = t != 0;
            threads.add(new Thread(
                    () -> {
                        for (int i = 0; i < each; i++) {
                            agent.todo.incrementAndGet();
                            if (lends) {
                                agent.doorbell.ringAndLend();
                            } else {
                                agent.doorbell.ring();
                            }
                        }
                    },
                    "lender-" + t));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        // Nobody rings any more, and there is no deadline: whatever was lost now stays lost.
        Await.until("all is done", () -> agent.done.get() == lenders * each);

        assertFalse(agent.overlapped, "two threads at the same time");
        assertTrue(carrier.stop(TIMEOUT_NANOS));
        int steps = agent.steps.get();
        agent.doorbell.ringAndLend();
        assertEquals(steps, agent.steps.get(), "steps after the end");
    }

    @Test
    void deadlineThatComesForwardOnABorrowedThreadIsKept() {
        Lendable agent = new Lendable() {
            @Override
            public int doWork() {
                int work = super.doWork();
                if (deadlineNanos != Long.MAX_VALUE && clock.nanoTime() >= deadlineNanos) {
                    done.addAndGet(1_000_000);
                    deadlineNanos = Long.MAX_VALUE;
                } else if (work > 0) {
                    deadlineNanos = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
                }
                return work;
            }
        };
        AgentRunner.Carrier carrier = new AgentThreads(clock).start("test-borrowed-deadline", List.of(agent));
        for (int i = 1; i <= 50; i++) {
            int round = i;
            agent.todo.incrementAndGet();
            agent.doorbell.ringAndLend();
            Await.until("deadline " + round, () -> agent.done.get() >= round * 1_000_000);
        }

        assertTrue(carrier.stop(TIMEOUT_NANOS));
    }

    @Test
    void whatIsThrownOnALentThreadDoesNotEndTheAgent() {
        Lendable agent = new Lendable() {
            @Override
            public int doWork() {
                if (todo.get() > 0 && isLent()) {
                    borrowedSteps.incrementAndGet();
                    throw new StackOverflowError("the lent thread had little left");
                }
                return super.doWork();
            }
        };
        AgentRunner.Carrier carrier = new AgentThreads(clock).start("test-throw", List.of(agent));
        Await.until("something was thrown here", () -> {
            agent.todo.incrementAndGet();
            try {
                agent.doorbell.ringAndLend();
            } catch (StackOverflowError e) {
                assertEquals("the lent thread had little left", e.getMessage());
            }
            return agent.borrowedSteps.get() > 0;
        });
        // Nobody rings any more: the claim must have gone back to its own thread.
        Await.until("all is done", () -> agent.todo.get() == 0);

        assertTrue(carrier.stop(TIMEOUT_NANOS));
        assertTrue(agent.closed);
    }

    @Test
    void goesOnOnItsOwnThreadOnceItIsNotBriefAnyMore() {
        Lendable agent = new Lendable() {
            private volatile boolean brief = true;

            @Override
            public boolean isBrief() {
                return brief;
            }

            @Override
            public int doWork() {
                if (!brief) {
                    assertTrue(Thread.currentThread().getName().startsWith("test-"), "may wait on a lent thread");
                }
                int work = super.doWork();
                brief = borrowedSteps.get() == 0;
                return work;
            }
        };
        AgentRunner.Carrier carrier = new AgentThreads(clock).start("test-not-brief", List.of(agent));
        Await.until("a step was taken here", () -> {
            agent.todo.incrementAndGet();
            agent.doorbell.ringAndLend();
            return agent.borrowedSteps.get() > 0;
        });
        agent.todo.incrementAndGet();
        agent.doorbell.ringAndLend();
        Await.until("all is done", () -> agent.todo.get() == 0);

        assertEquals(1, agent.borrowedSteps.get());
        assertTrue(carrier.stop(TIMEOUT_NANOS));
    }
}
