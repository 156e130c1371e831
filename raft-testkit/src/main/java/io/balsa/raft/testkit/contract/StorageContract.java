package io.balsa.raft.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.MembershipFormat;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.Storage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Storage} does, as far as it shows without faults of the disk: see the rules of {@link LogStorage}. A storage of your own passes if a test
 * class extends this one and says how to make it. What is durable when the power fails in the middle of a write takes a simulated disk to find out.
 */
public abstract class StorageContract {
    private static final String CLUSTER = "contract";
    private static final NodeId NODE = NodeId.of("n1");
    private static final NodeId OTHER = NodeId.of("n2");
    private static final int PAYLOAD_BYTES = 20;

    private final LogModel model = new LogModel();
    private Storage storage;
    private LogStorage log;

    /** For subclasses. */
    protected StorageContract() {}

    /**
     * Makes a place with nothing in it; called once for each test. The object is opened again and again.
     *
     * @return the storage
     * @throws IOException if that does not work
     */
    protected abstract Storage newStorage() throws IOException;

    /**
     * Ends whoever has the place open as a power cut would, so that the place can be opened again. Closes it, unless overridden.
     *
     * @param open the log that {@link #newStorage}'s storage has opened
     */
    protected void crash(LogStorage open) {
        open.close();
    }

    /**
     * How long the test with random batches goes on.
     *
     * @return the number of batches, 10,000 unless overridden
     */
    protected int randomBatches() {
        return 10_000;
    }

    @BeforeEach
    void openANewPlace() throws IOException {
        storage = newStorage();
        log = storage.open(CLUSTER, NODE);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void reopen() throws StorageException {
        log.close();
        openAgain();
    }

    private void crashAndReopen() throws StorageException {
        crash(log);
        openAgain();
    }

    private void openAgain() throws StorageException {
        log = storage.open(CLUSTER, NODE);
        model.reopened();
    }

    /** The memory of the entries is used again as soon as the storage has returned, as in a server. */
    private void persist(List<WriteBatch> batches) throws StorageException {
        log.persist(batches);
        batches.forEach(batch -> EntryBytes.overwrite(batch.entries()));
    }

    private void append(long term, int count) throws StorageException {
        persist(List.of(model.append(entries(term, count))));
    }

    private EncodedEntries entries(long term, int count) {
        return EntryBytes.commands(model.lastIndex() + 1, term, count, PAYLOAD_BYTES);
    }

    @Test
    void aNewPlaceIsEmpty() throws StorageException {
        assertEquals(RestoredState.EMPTY, log.restored());
        reopen();
        assertEquals(RestoredState.EMPTY, log.restored());
    }

    @Test
    void whatWasPersistedIsThereAgain() throws StorageException {
        append(1, 3);
        append(4, 2);
        persist(List.of(model.vote(new HardState(4, Optional.of(OTHER)))));
        model.assertHolds(log);
        reopen();
        model.assertRestored(log);
        append(5, 1);
        reopen();
        model.assertRestored(log);
    }

    @Test
    void whatWasPersistedSurvivesACrash() throws StorageException {
        append(1, 3);
        crashAndReopen();
        model.assertRestored(log);
        persist(List.of(model.vote(new HardState(2, Optional.of(NODE)))));
        crashAndReopen();
        model.assertRestored(log);
        persist(List.of(model.cut(2)));
        crashAndReopen();
        model.assertRestored(log);
    }

    @Test
    void batchesOfOneCallTakeEffectInTheirOrder() throws StorageException {
        List<WriteBatch> batches = List.of(
                model.vote(new HardState(1, Optional.of(OTHER))),
                model.append(entries(1, 4)),
                model.cut(3),
                model.vote(new HardState(2, Optional.empty())),
                model.append(entries(2, 2)));
        persist(batches);
        model.assertHolds(log);
        reopen();
        model.assertRestored(log);
    }

    @Test
    void aCutComesBeforeTheEntriesOfItsBatch() throws StorageException {
        append(1, 5);
        persist(List.of(model.batch(
                Optional.of(new HardState(3, Optional.of(NODE))), 3, EntryBytes.commands(3, 3, 2, PAYLOAD_BYTES))));
        model.assertHolds(log);
        reopen();
        model.assertRestored(log);
    }

    @Test
    void theWholeLogCanBeCut() throws StorageException {
        append(1, 5);
        persist(List.of(model.cut(1)));
        reopen();
        model.assertRestored(log);
        append(2, 1);
        reopen();
        model.assertRestored(log);
    }

    @Test
    void aVoteCanBeTakenBackByANewTermOnly() throws StorageException {
        persist(List.of(model.vote(new HardState(1, Optional.of(OTHER)))));
        persist(List.of(model.vote(new HardState(2, Optional.empty()))));
        reopen();
        model.assertRestored(log);
    }

    @Test
    void entriesOfEveryKindAreKept() throws StorageException {
        Membership membership = Membership.ofVoters(List.of(new Member(NODE, "a:1"), new Member(OTHER, "b:2")));
        int bytes =
                EntryFormat.encodedBytes(0) * 2 + EntryFormat.encodedBytes(MembershipFormat.encode(membership).length);
        EntryEncoder encoder = new EntryEncoder(bytes, 1, 1, 5);
        encoder.add(EntryKind.NO_OP, new byte[0]);
        encoder.add(membership);
        encoder.add(EntryKind.COMMAND, new byte[0]);
        persist(List.of(model.append(encoder.finish())));
        append(2, 1);
        model.assertHolds(log);
        reopen();
        model.assertRestored(log);
        persist(List.of(model.cut(2)));
        reopen();
        model.assertRestored(log);
    }

    @Test
    void bigEntriesAreKept() throws StorageException {
        append(1, 1);
        persist(List.of(model.append(EntryBytes.commands(2, 1, 1, 5 << 20))));
        persist(List.of(model.append(EntryBytes.commands(3, 1, 3, 1 << 20))));
        append(1, 1);
        reopen();
        model.assertRestored(log);
        model.assertReads(log, 2, 6, 1);
        model.assertReads(log, 3, 6, (2 << 20) + 1000);
    }

    @Test
    void aReadGivesWhatFitsAndAtLeastOneEntry() throws StorageException {
        append(1, 5);
        append(2, 5);
        int entry = EntryFormat.encodedBytes(PAYLOAD_BYTES);
        for (long from = 1; from <= 10; from++) {
            for (long maxBytes : new long[] {0, 1, entry, 2L * entry - 1, 2L * entry, 6L * entry, Long.MAX_VALUE}) {
                model.assertReads(log, from, 10, maxBytes);
                model.assertReads(log, from, from, maxBytes);
            }
        }
    }

    @Test
    void whatIsNotThereCannotBeRead() throws StorageException {
        append(1, 5);
        persist(List.of(model.cut(4)));
        assertThrows(StorageException.class, () -> log.read(4, 4, 1000));
        assertThrows(StorageException.class, () -> log.read(2, 4, Long.MAX_VALUE));
        assertThrows(StorageException.class, () -> log.read(0, 1, 1000));
        model.assertHolds(log);
    }

    @Test
    void onlyOneMayHaveItOpen() throws StorageException {
        append(1, 1);
        assertThrows(StorageException.class, () -> storage.open(CLUSTER, NODE));
        append(1, 1);
        reopen();
        model.assertRestored(log);
    }

    @Test
    void othersAreRefusedAndChangeNothing() throws StorageException {
        append(1, 2);
        log.close();
        assertThrows(StorageException.class, () -> storage.open(CLUSTER, OTHER));
        assertThrows(StorageException.class, () -> storage.open("another", NODE));
        openAgain();
        model.assertRestored(log);
    }

    @Test
    void onceClosedItDoesNothingMore() throws StorageException {
        append(1, 2);
        log.close();
        LogStorage closed = log;
        assertDoesNotThrow(closed::close);
        List<WriteBatch> late = List.of(new WriteBatch(9, Optional.empty(), 0, entries(1, 1)));
        assertThrows(Exception.class, () -> closed.persist(late));
        openAgain();
        model.assertRestored(log);
        closed.close();
        append(1, 1);
        assertThrows(StorageException.class, () -> storage.open(CLUSTER, NODE));
    }

    @Test
    void workAtIdleTimesChangesNothing() throws StorageException {
        for (int i = 0; i < 20; i++) {
            append(1, 3);
            log.idle();
            model.assertHolds(log);
        }
        model.assertHolds(log);
        reopen();
        model.assertRestored(log);
    }

    @Test
    void othersReadWhileOneWrites() throws Exception {
        long last = 400;
        AtomicLong durable = new AtomicLong();
        append(1, 1);
        durable.set(1);
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            for (long read = durable.get(); read < last; read = durable.get()) {
                readsBack(Math.max(1, read - 50), read);
            }
        });
        while (durable.get() < last) {
            append(1, 2);
            durable.set(model.lastIndex());
        }
        reader.get();
    }

    private void readsBack(long from, long to) {
        try {
            byte[] expected = EntryBytes.of(EntryBytes.commands(from, 1, (int) (to - from + 1), PAYLOAD_BYTES));
            assertArrayEquals(expected, EntryBytes.of(log.read(from, to, Long.MAX_VALUE)), from + " to " + to);
        } catch (StorageException e) {
            throw new AssertionError("read " + from + " to " + to, e);
        }
    }

    @Test
    void randomBatchesDoWhatTheModelDoes() throws StorageException {
        RandomBatches random = new RandomBatches(model, 1);
        int left = randomBatches();
        while (left > 0) {
            List<WriteBatch> batches = random.batches(left);
            left -= batches.size();
            persist(batches);
            random.look(log);
            if (random.happens(0.02)) {
                reopen();
                model.assertRestored(log);
            } else if (random.happens(0.02)) {
                crashAndReopen();
                model.assertRestored(log);
            }
        }
        model.assertHolds(log);
    }
}
