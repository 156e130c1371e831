package io.balsa.raft.node;

import static io.balsa.raft.node.EntriesForTests.ENTRY_BYTES;
import static io.balsa.raft.node.EntriesForTests.commands;
import static io.balsa.raft.node.EntriesForTests.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTailTests {
    private static final long PLENTY = 1 << 20;

    private final TestStorage storage = new TestStorage();
    private final List<byte[]> reused = new ArrayList<>();
    private LogStorage log;
    private long seq;

    @Test
    void slicesAcrossBlocksUpToTheBytesAllowed() throws StorageException {
        LogTail tail = tail(PLENTY);
        tail.stage(commands(1, 3, 1), ++seq);
        tail.stage(commands(4, 4, 2), ++seq);
        tail.stage(commands(5, 8, 2), ++seq);

        assertEquals(List.of("2@1", "3@1", "4@2", "5@2", "6@2"), slice(tail, 2, 6, PLENTY));
        assertEquals(List.of("2@1", "3@1", "4@2", "5@2"), slice(tail, 2, 8, 4 * ENTRY_BYTES + 1));
        assertEquals(List.of("3@1", "4@2"), slice(tail, 3, 8, 2 * ENTRY_BYTES));
        assertEquals(List.of("3@1"), slice(tail, 3, 8, 1), "one entry, however long");
        assertEquals(List.of("8@2"), slice(tail, 8, 8, PLENTY));
    }

    @Test
    void handsOutAWholeBlockAsItIs() throws StorageException {
        LogTail tail = tail(PLENTY);
        EncodedEntries lent = commands(1, 3, 1);
        EncodedEntries ours = tail.stage(lent, ++seq);
        lent.buffer(0).put(new byte[(int) lent.sizeInBytes()]);

        assertSame(ours, tail.slice(1, 3, PLENTY));
        assertEquals(List.of("1@1", "2@1", "3@1"), ids(ours));
    }

    // RATIS-2114: entries were read after their buffer had been given back.
    @Test
    void usesMemoryAgainOnlyWhenItIsWrittenAndApplied() throws StorageException {
        LogTail tail = tail(1);
        long chunkful = 512 / ENTRY_BYTES;
        tail.stage(commands(1, chunkful, 1), 1);
        tail.stage(commands(chunkful + 1, 2 * chunkful, 1), 2);
        tail.stage(commands(2 * chunkful + 1, 2 * chunkful + 1, 1), 3);
        tail.dispatched(chunkful + 2);
        tail.evict(2 * chunkful + 1);

        tail.recycle(0, 2 * chunkful);
        assertEquals(0, reused.size(), "still being written");
        tail.recycle(3, chunkful - 1);
        assertEquals(0, reused.size(), "still being applied");
        tail.recycle(3, chunkful);
        assertEquals(1, reused.size());
        tail.recycle(3, chunkful + 1);
        assertEquals(1, reused.size(), "the next one was handed out up to its second entry");
        tail.recycle(3, chunkful + 2);
        assertEquals(2, reused.size());
    }

    @Test
    void keepsNoMemoryForAStateMachineThatHangs() throws StorageException {
        LogTail tail = tail(1);
        long chunkful = 512 / ENTRY_BYTES;
        tail.stage(commands(1, chunkful, 1), ++seq);
        tail.dispatched(1);
        for (int i = 1; i <= 1000; i++) {
            tail.stage(commands(i * chunkful + 1, (i + 1) * chunkful, 1), ++seq);
            tail.evict((i + 1) * chunkful);
            tail.recycle(seq, 0);
        }
        assertEquals(0, reused.size());
        tail.recycle(seq, 1);
        assertTrue(
                reused.size() <= 8, reused.size() + " chunks were kept for a state machine that never comes to them");
    }

    @Test
    void usesMemoryAgainOfWhatWasCutOff() throws StorageException {
        LogTail tail = tail(PLENTY);
        long chunkful = (PLENTY / 16) / ENTRY_BYTES;
        tail.stage(commands(1, chunkful, 1), 1);
        tail.stage(commands(chunkful + 1, 2 * chunkful, 1), 2);
        tail.truncateFrom(1);
        tail.recycle(1, 0);
        assertEquals(1, reused.size());
        tail.stage(commands(1, chunkful, 2), 3);
        tail.recycle(1, 0);
        assertEquals(1, reused.size(), "the second batch may still be on its way to the disk");
        tail.recycle(2, 0);

        assertEquals(2, reused.size());
        assertEquals(List.of("1@2", "2@2"), slice(tail, 1, 2, PLENTY));
    }

    @Test
    void forgetsWhatIsCutOffWithinABlockToo() throws StorageException {
        LogTail tail = tail(PLENTY);
        tail.stage(commands(1, 3, 1), ++seq);
        tail.stage(commands(4, 6, 1), ++seq);
        tail.truncateFrom(5);
        tail.stage(commands(5, 5, 3), ++seq);

        assertEquals(List.of("1@1", "2@1", "3@1", "4@1", "5@3"), slice(tail, 1, 5, PLENTY));
        tail.truncateFrom(1);
        assertEquals(0, tail.lastIndex());
        tail.stage(commands(1, 1, 4), ++seq);
        assertEquals(List.of("1@4"), slice(tail, 1, 1, PLENTY));
    }

    @Test
    void letsGoOnlyOfWhatIsDurable() throws StorageException {
        LogTail tail = tail(3 * ENTRY_BYTES);
        tail.connect(index -> index <= 2 ? 1 : 2);
        stage(tail, commands(1, 2, 1));
        stage(tail, commands(3, 4, 2));
        stage(tail, commands(5, 6, 2));
        tail.evict(0);
        assertEquals(1, tail.firstCachedIndex());
        tail.evict(3);
        assertEquals(3, tail.firstCachedIndex(), "3 is durable, but its block goes on to 4");
        tail.evict(6);

        StoredEntries stored = assertInstanceOf(StoredEntries.class, tail.slice(1, 6, PLENTY));
        assertEquals(tail.firstCachedIndex() - 1, stored.lastIndex());
        assertEquals(stored.lastIndex(), stored.read(opened()).orElseThrow().lastIndex());
        StoredEntries two = assertInstanceOf(StoredEntries.class, tail.slice(2, 6, 2 * ENTRY_BYTES));
        assertEquals(List.of("2@1", "3@2"), ids(two.read(opened()).orElseThrow()));
        assertEquals(2, two.termRuns().size());
    }

    @Test
    void cutBelowWhatIsCachedLeavesNothingBehind() throws StorageException {
        LogTail tail = tail(1);
        tail.connect(index -> 1);
        stage(tail, commands(1, 4, 1));
        tail.evict(4);
        stage(tail, commands(5, 5, 1));
        tail.truncateFrom(3);
        storage.truncateFrom(3);
        stage(tail, commands(3, 3, 2));

        assertEquals(List.of("3@2"), slice(tail, 3, 3, PLENTY));
        StoredEntries stored = assertInstanceOf(StoredEntries.class, tail.slice(1, 3, PLENTY));
        assertEquals(2, stored.lastIndex());
    }

    @Test
    void remembersTheLatestTimestamp() throws StorageException {
        LogTail tail = tail(PLENTY);
        tail.stage(commands(1, 2, 1, 500), ++seq);
        tail.stage(commands(3, 3, 1, 700), ++seq);
        assertEquals(700, tail.lastTimestampMillis());
        tail.truncateFrom(3);

        assertEquals(700, tail.lastTimestampMillis());
    }

    @Test
    void refusesGapsAndSlicesBeyondTheEnd() throws StorageException {
        LogTail tail = tail(PLENTY);
        tail.stage(commands(1, 2, 1), ++seq);

        assertThrows(IllegalStateException.class, () -> tail.stage(commands(4, 4, 1), ++seq));
        assertThrows(IllegalArgumentException.class, () -> tail.slice(2, 3, PLENTY));
    }

    private LogTail tail(long maxBytes) throws StorageException {
        return new LogTail(opened(), maxBytes, 0, 0, reused::add);
    }

    private LogStorage opened() throws StorageException {
        if (log == null) {
            log = storage.open("test", NodeId.of("n1"));
        }
        return log;
    }

    private void stage(LogTail tail, EncodedEntries entries) {
        tail.stage(entries, ++seq);
        storage.append(entries);
    }

    private static List<String> slice(LogTail tail, long from, long to, long maxBytes) {
        return ids((EncodedEntries) tail.slice(from, to, maxBytes));
    }
}
