package io.balsa.raft.testkit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.TermRun;
import io.balsa.raft.spi.WriteBatch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryStorageTests {
    private static final NodeId N1 = NodeId.of("n1");
    private static final int ENTRY_BYTES = EntryFormat.encodedBytes(1);

    private final MemoryStorage storage = new MemoryStorage();

    @Test
    void aNewStorageIsEmpty() throws StorageException {
        assertEquals(RestoredState.EMPTY, open().restored());
    }

    @Test
    void whatWasPersistedIsThereWhenOpenedAgain() throws StorageException {
        LogStorage log = open();
        log.persist(List.of(vote(1, 2, N1), append(2, 1, 1, 3), append(3, 4, 2, 1)));
        log.close();
        RestoredState restored = open().restored();
        assertEquals(new HardState(2, Optional.of(N1)), restored.hardState());
        assertEquals(4, restored.lastIndex());
        assertEquals(List.of(new TermRun(1, 1), new TermRun(4, 2)), restored.termRuns());
    }

    @Test
    void aCutTakesEffectBeforeTheEntriesOfItsBatch() throws StorageException {
        LogStorage log = open();
        log.persist(List.of(append(1, 1, 1, 5)));
        log.persist(List.of(new WriteBatch(2, Optional.empty(), 3, entries(3, 2, 1))));
        log.close();
        LogStorage again = open();
        assertEquals(
                List.of(new TermRun(1, 1), new TermRun(3, 2)), again.restored().termRuns());
        assertEquals(2, again.read(3, 3, 1).termRuns().get(0).term());
    }

    @Test
    void readingGivesAsManyEntriesAsFitAndAtLeastOne() throws StorageException {
        LogStorage log = open();
        log.persist(List.of(append(1, 1, 1, 5)));
        assertEquals(5, log.read(1, 5, Long.MAX_VALUE).lastIndex());
        assertEquals(3, log.read(2, 5, 2L * ENTRY_BYTES + 1).lastIndex());
        assertEquals(2, log.read(2, 5, 1).lastIndex());
        assertEquals(3, log.lastIndexWithin(2, 5, 2L * ENTRY_BYTES));
        assertEquals(2, log.lastIndexWithin(2, 5, 0));
        assertThrows(StorageException.class, () -> log.read(5, 6, 1));
    }

    @Test
    void twoMayNotHaveItOpenAtOnce() throws StorageException {
        LogStorage log = open();
        assertThrows(StorageException.class, this::open);
        log.close();
        open();
    }

    @Test
    void itBelongsToTheFirstThatOpenedIt() throws StorageException {
        open().close();
        assertThrows(StorageException.class, () -> storage.open("other", N1));
        StorageException refused = assertThrows(StorageException.class, () -> storage.open("c", NodeId.of("n2")));
        assertTrue(refused.getMessage().contains("n1 of cluster c"), refused.getMessage());
    }

    @Test
    void aCrashKeepsWhatWasPersistedAndEndsWhoeverHadItOpen() throws StorageException {
        LogStorage log = open();
        log.persist(List.of(append(1, 1, 1, 2)));
        storage.crash();
        assertThrows(StorageException.class, () -> log.persist(List.of(append(2, 3, 1, 1))));
        assertThrows(StorageException.class, () -> log.read(1, 1, 1));
        LogStorage again = open();
        assertEquals(2, again.restored().lastIndex());
        log.close();
        again.persist(List.of(append(1, 3, 1, 1)));
    }

    @Test
    void aFailureOfWritingIsFinalAndLeavesAPrefix() throws StorageException {
        LogStorage log = open();
        storage.failPersist(1);
        List<WriteBatch> batches = List.of(append(1, 1, 1, 1), append(2, 2, 1, 1), append(3, 3, 1, 1));
        assertThrows(StorageException.class, () -> log.persist(batches));
        StorageException again = assertThrows(StorageException.class, () -> log.persist(List.of(append(2, 2, 1, 1))));
        assertTrue(again.getMessage().contains("final"), again.getMessage());
        log.close();
        LogStorage reopened = open();
        assertEquals(1, reopened.restored().lastIndex());
        reopened.persist(List.of(append(1, 2, 1, 1)));
    }

    @Test
    void readsFailWhenAskedTo() throws StorageException {
        LogStorage log = open();
        log.persist(List.of(append(1, 1, 1, 1)));
        storage.failReads();
        assertThrows(StorageException.class, () -> log.read(1, 1, 1));
    }

    @Test
    void batchesThatDoNotFitTheLogAreRefused() throws StorageException {
        assertThrows(StorageException.class, () -> open().persist(List.of(append(1, 2, 1, 1))));
        storage.crash();
        assertThrows(
                StorageException.class,
                () -> open().persist(List.of(new WriteBatch(1, Optional.empty(), 2, EncodedEntries.none(1)))));
        storage.crash();
        LogStorage log = open();
        log.persist(List.of(append(5, 1, 1, 1)));
        assertThrows(StorageException.class, () -> log.persist(List.of(append(5, 2, 1, 1))));
    }

    private LogStorage open() throws StorageException {
        return storage.open("c", N1);
    }

    private static WriteBatch vote(long seq, long term, NodeId candidate) {
        return new WriteBatch(seq, Optional.of(new HardState(term, Optional.of(candidate))), 0, EncodedEntries.none(1));
    }

    private static WriteBatch append(long seq, long firstIndex, long term, int count) {
        return new WriteBatch(seq, Optional.empty(), 0, entries(firstIndex, term, count));
    }

    private static EncodedEntries entries(long firstIndex, long term, int count) {
        EntryEncoder encoder = new EntryEncoder(count * ENTRY_BYTES, firstIndex, term, 0);
        for (int i = 0; i < count; i++) {
            encoder.add(EntryKind.COMMAND, new byte[] {(byte) i});
        }
        return encoder.finish();
    }
}
