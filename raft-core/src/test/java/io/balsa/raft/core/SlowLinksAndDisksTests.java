package io.balsa.raft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whole cores on virtual time with a link of a given speed for entries (one frame behind the other) and a quick one for the rest, and slow disks. */
class SlowLinksAndDisksTests {
    private static final long MS = 1_000_000;

    private record Event(long at, long order, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(java.util.Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Map<NodeId, Server> servers = new HashMap<>();
    private long now;
    private long order;
    private long entryMillis = 1;
    private long diskMillis = 1;
    private long latencyMillis = 1;

    private void at(long time, Runnable action) {
        events.add(new Event(time, order++, action));
    }

    final class Server implements Effects {
        final NodeId id;
        final RaftCore core;
        final List<Long> terms = new ArrayList<>();
        final Map<NodeId, Long> bulkFree = new HashMap<>();
        long diskFree;
        long bulkSent;
        boolean down;

        Server(NodeId id, Membership membership, long... log) {
            this.id = id;
            Arrays.stream(log).forEach(terms::add);
            Random random = new Random(id.hashCode());
            core = new RaftCore(
                    new CoreSettings(1000 * MS, 100 * MS, true, true, 1 << 20, 256, 16 << 20),
                    id,
                    membership,
                    TestServer.restored(
                            new HardState(log.length == 0 ? 0 : log[log.length - 1], Optional.empty()), log),
                    (from, to, max) -> {
                        long[] t = new long[(int) (to - from + 1)];
                        for (int i = 0; i < t.length; i++) {
                            t[i] = terms.get((int) (from - 1) + i);
                        }
                        return TestEntries.of(from, t);
                    },
                    bound -> (long) (random.nextDouble() * bound),
                    0);
            servers.put(id, this);
        }

        void step(Runnable input) {
            if (!down) {
                core.tick(now);
                input.run();
                core.flush(this);
            }
        }

        @Override
        public void persist(PersistBatch batch) {
            if (batch.truncateFrom() > 0) {
                while (terms.size() >= batch.truncateFrom()) {
                    terms.remove(terms.size() - 1);
                }
            }
            for (Entries e : batch.entries()) {
                for (long i = e.firstIndex(); i <= e.lastIndex(); i++) {
                    terms.add(core.termAt(i));
                }
            }
            // a fixed latency, writes overlap: the kindest of slow disks
            diskFree = Math.max(diskFree, now + (id.equals(TestServer.N1) ? diskMillis : 1) * MS);
            at(diskFree, () -> step(() -> core.persisted(batch.seq())));
        }

        @Override
        public void send(NodeId to, RaftMessage message) {
            long arrival = now + latencyMillis * MS;
            if (message instanceof AppendRequest append && !append.entries().isEmpty()) {
                long start = Math.max(now, bulkFree.getOrDefault(to, 0L));
                arrival = start
                        + entryMillis
                                * MS
                                * (append.entries().lastIndex()
                                        - append.entries().firstIndex()
                                        + 1);
                bulkFree.put(to, arrival);
                bulkSent++;
            }
            at(arrival, () -> servers.get(to).step(() -> servers.get(to).core.receive(id, message)));
        }

        @Override
        public void apply(long from, long to) {
            core.applied(to);
        }

        @Override
        public void roleChanged(RoleChange change) {}

        @Override
        public void membershipChanged(Membership effective) {}
    }

    private void run(long millis) {
        long end = now + millis * MS;
        while (true) {
            long next = Long.MAX_VALUE;
            Server due = null;
            for (Server s : servers.values()) {
                if (!s.down && s.core.nextDeadlineNanos() < next) {
                    next = s.core.nextDeadlineNanos();
                    due = s;
                }
            }
            Event event = events.peek();
            if (event != null && event.at() <= next) {
                if (event.at() > end) {
                    break;
                }
                events.poll();
                now = Math.max(now, event.at());
                event.action().run();
            } else {
                if (next > end) {
                    break;
                }
                now = Math.max(now, next);
                due.step(() -> {});
            }
        }
        now = end;
    }

    /** F2: an entry that takes 400 ms on its way (4 heartbeat intervals; 4 MiB at 80 Mbit/s) never commits. */
    @Test
    void entryThatTakesFourHeartbeatsOnTheWireIsReplicated() {
        Membership membership = TestServer.cluster(3);
        Server n1 = new Server(TestServer.N1, membership);
        Server n2 = new Server(TestServer.N2, membership);
        new Server(TestServer.N3, membership).down = true;
        n1.step(n1.core::campaign);
        run(500);
        assertEquals(Role.LEADER, n1.core.role());
        assertEquals(1, n2.core.commitIndex());
        entryMillis = 400;
        n1.bulkSent = 0;
        n1.step(() -> n1.core.propose(TestEntries.of(2, n1.core.term())));
        run(60_000);
        assertEquals(
                2,
                n1.core.commitIndex(),
                () -> "after 60 s; follower's durable " + n2.core.durableIndex() + ", the one entry was sent "
                        + n1.bulkSent + " times: " + n1.core.describe());
    }

    /** F5: with a stuck disk, terms, unwritten batches and held messages pile up for as long as the others grant pre-votes. */
    @Test
    void candidateWithAStuckDiskUsesUpNoTerms() {
        Membership membership = TestServer.cluster(3);
        Server n1 = new Server(TestServer.N1, membership, 1);
        new Server(TestServer.N2, membership);
        new Server(TestServer.N3, membership).down = true;
        diskMillis = 10_000_000;
        run(600_000);
        assertTrue(n1.core.term() <= 3, n1.core.describe());
    }
}
