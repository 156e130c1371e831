package io.balsa.raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class InboxTests {
    private static final class Item extends InboxItem {
        final int producer;
        final int number;

        Item(int producer, int number) {
            this.producer = producer;
            this.number = number;
        }
    }

    private final AtomicInteger rings = new AtomicInteger();
    private final Doorbell doorbell = new Doorbell();
    private final Inbox inbox = new Inbox(doorbell);

    InboxTests() {
        doorbell.connect(rings::incrementAndGet);
    }

    @Test
    void handsItemsOutInTheOrderInWhichTheyCame() {
        for (int i = 0; i < 5; i++) {
            assertTrue(inbox.offer(new Item(0, i)));
        }

        assertEquals(List.of(0, 1, 2, 3, 4), numbers(inbox.takeAll()));
        assertNull(inbox.takeAll());
    }

    @Test
    void ringsOnlyWhenItWasEmpty() {
        inbox.offer(new Item(0, 0));
        inbox.offer(new Item(0, 1));
        assertEquals(1, rings.get());
        inbox.takeAll();
        inbox.offer(new Item(0, 2));

        assertEquals(2, rings.get());
    }

    @Test
    void closingHandsOutWhatIsLeftAndRefusesTheRest() {
        inbox.offer(new Item(0, 0));
        inbox.offer(new Item(0, 1));

        assertEquals(List.of(0, 1), numbers(inbox.close()));
        assertFalse(inbox.offer(new Item(0, 2)));
        assertNull(inbox.takeAll());
        assertNull(inbox.close());
    }

    @RepeatedTest(20)
    void losesNothingWhileManyOfferOneTakesAndAnotherCloses() throws InterruptedException {
        int producers = 3;
        int[] accepted = new int[producers];
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 20_000 && inbox.offer(new Item(producer, i)); i++) {
                    accepted[producer]++;
                }
            }));
        }
        List<Item> taken = new ArrayList<>();
        AtomicBoolean closed = new AtomicBoolean();
        Thread taker = new Thread(() -> {
            while (!closed.get()) {
                addAll(taken, inbox.takeAll());
            }
        });
        threads.add(taker);
        threads.forEach(Thread::start);
        Await.until("the inbox is busy", () -> rings.get() > 0);
        List<Item> left = new ArrayList<>();
        addAll(left, inbox.close());
        closed.set(true);
        for (Thread thread : threads) {
            thread.join();
        }

        taken.addAll(left);
        assertEquals(accepted[0] + accepted[1] + accepted[2], taken.size());
        int[] next = new int[producers];
        for (Item item : taken) {
            assertEquals(next[item.producer]++, item.number, "order of one producer's items");
        }
    }

    private static void addAll(List<Item> to, InboxItem chain) {
        for (InboxItem item = chain; item != null; item = item.next) {
            to.add((Item) item);
        }
    }

    private static List<Integer> numbers(InboxItem chain) {
        List<Item> items = new ArrayList<>();
        addAll(items, chain);
        return items.stream().map(i -> i.number).toList();
    }
}
