package io.balsa.raft.examples.kv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.examples.kv.KvCommand.Announce;
import io.balsa.raft.examples.kv.KvCommand.Delete;
import io.balsa.raft.examples.kv.KvCommand.Put;
import io.balsa.raft.examples.kv.KvResult.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KvStateMachineTests {
    private final KvStateMachine store = new KvStateMachine();
    private long index = 10;

    @Test
    void putCreatesThenUpdatesAndTheVersionIsTheIndexOfTheWrite() throws Exception {
        assertResult(apply(put("a", "1")), Status.CREATED, 11, 11);
        assertResult(apply(put("a", "2")), Status.UPDATED, 12, 12);
        assertResult(apply(put("b", "1")), Status.CREATED, 13, 13);
        assertEquals("2", new String(read("a").payload(), UTF_8));
        assertResult(read("a"), Status.FOUND, 13, 12);
    }

    @Test
    void preconditionsDecideWhatTakesEffect() throws Exception {
        assertResult(apply(new Put("a", bytes("1"), Precondition.EXISTS)), Status.PRECONDITION_FAILED, 11, 0);
        assertResult(apply(new Put("a", bytes("1"), Precondition.ABSENT)), Status.CREATED, 12, 12);
        assertResult(apply(new Put("a", bytes("2"), Precondition.ABSENT)), Status.PRECONDITION_FAILED, 13, 12);
        assertResult(
                apply(new Put("a", bytes("2"), Precondition.oneOf(List.of(11L)))), Status.PRECONDITION_FAILED, 14, 12);
        assertEquals("1", new String(read("a").payload(), UTF_8));
        assertResult(apply(new Put("a", bytes("2"), Precondition.oneOf(List.of(11L, 12L)))), Status.UPDATED, 15, 15);
        assertResult(apply(new Delete("a", Precondition.noneOf(List.of(15L)))), Status.PRECONDITION_FAILED, 16, 15);
        assertResult(apply(new Delete("a", Precondition.oneOf(List.of(15L)))), Status.DELETED, 17, 0);
    }

    @Test
    void deletedKeyHasNoVersionAndAnotherLifeHasAnother() throws Exception {
        apply(put("a", "1"));
        assertResult(apply(new Delete("a", Precondition.NONE)), Status.DELETED, 12, 0);
        assertResult(apply(new Delete("a", Precondition.NONE)), Status.NOT_FOUND, 13, 0);
        assertResult(read("a"), Status.NOT_FOUND, 13, 0);
        assertResult(apply(put("a", "1")), Status.CREATED, 14, 14);
    }

    @Test
    void badCommandIsAResultAndChangesNothing() throws Exception {
        apply(put("a", "1"));
        KvResult result = KvResult.decode(store.apply(entry(new byte[] {9, 9, 9})));
        assertEquals(Status.BAD_COMMAND, result.status());
        assertEquals("command version 9: expected 1", new String(result.payload(), UTF_8));
        assertResult(read("a"), Status.FOUND, 12, 11);
    }

    @Test
    void badQueryIsAnError() {
        assertThrows(MalformedCommandException.class, () -> store.read(new byte[] {9}));
    }

    @Test
    void announcedAddressIsKnownAndNoKey() throws Exception {
        assertEquals(Optional.empty(), store.httpAddress("n1"));
        apply(new Announce("n1", "127.0.0.1:1"));
        apply(new Announce("n1", "127.0.0.1:2"));
        assertEquals(Optional.of("127.0.0.1:2"), store.httpAddress("n1"));
        assertEquals(0, store.keyCount());
        assertEquals(Status.NOT_FOUND, read("n1").status());
    }

    @Test
    void snapshotIsOfTheMomentItWasTaken() throws Exception {
        apply(put("a", "1"));
        apply(new Announce("n1", "127.0.0.1:1"));
        Snapshot snapshot = store.snapshot();
        apply(put("a", "2"));
        apply(put("b", "2"));

        KvStateMachine restored = new KvStateMachine();
        restored.restore(new ByteArrayInputStream(written(snapshot)));
        KvResult a = KvResult.decode(restored.read(new KvQuery("a").encode()));
        assertEquals("1", new String(a.payload(), UTF_8));
        assertResult(a, Status.FOUND, 12, 11);
        assertEquals(1, restored.keyCount());
        assertEquals(Optional.of("127.0.0.1:1"), restored.httpAddress("n1"));
    }

    @Test
    void snapshotDoesNotDependOnTheOrderOfWrites() throws Exception {
        KvStateMachine other = new KvStateMachine();
        List<String> keys = List.of("b", "ключ", "a", "c", "é");
        byte[] value = bytes("v");
        for (int i = 0; i < keys.size(); i++) {
            store.apply(entry(i + 1, put("x", "gone")));
            other.apply(entry(i + 1, put("y", "gone")));
        }
        // The same versions by another way: the last writes decide, and they come at the same indexes.
        for (int i = 0; i < keys.size(); i++) {
            store.apply(entry(10 + i, new Put(keys.get(i), value, Precondition.NONE)));
            other.apply(entry(10 + i, new Put(keys.get(i), value, Precondition.NONE)));
        }
        store.apply(entry(20, new Delete("x", Precondition.NONE)));
        other.apply(entry(20, new Delete("y", Precondition.NONE)));
        assertArrayEquals(written(store.snapshot()), written(other.snapshot()));
    }

    @Test
    void restoreReplacesWhatWasThere() throws Exception {
        apply(put("old", "1"));
        store.restore(new ByteArrayInputStream(written(new KvStateMachine().snapshot())));
        assertEquals(0, store.keyCount());
        assertResult(read("old"), Status.NOT_FOUND, 0, 0);
    }

    @Test
    void damagedSnapshotIsAnError() throws Exception {
        apply(put("a", "1"));
        byte[] whole = written(store.snapshot());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> store.restore(new ByteArrayInputStream(cut)), "length " + length);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThrows(IOException.class, () -> store.restore(new ByteArrayInputStream(longer)));
        byte[] other = whole.clone();
        other[4] = 9;
        assertThrows(IOException.class, () -> store.restore(new ByteArrayInputStream(other)), "unknown version");
        assertEquals(1, store.keyCount(), "what was there stays when nothing can be read");
    }

    private KvResult apply(KvCommand command) throws MalformedCommandException {
        return KvResult.decode(store.apply(entry(KvCommandFormat.encode(command))));
    }

    private KvResult read(String key) throws MalformedCommandException {
        return KvResult.decode(store.read(new KvQuery(key).encode()));
    }

    private CommittedEntry entry(byte[] command) {
        return new CommittedEntry(++index, 1, 1000, ByteBuffer.wrap(command).asReadOnlyBuffer());
    }

    private static CommittedEntry entry(long at, KvCommand command) {
        return new CommittedEntry(at, 1, 1000, ByteBuffer.wrap(KvCommandFormat.encode(command)));
    }

    private static Put put(String key, String value) {
        return new Put(key, bytes(value), Precondition.NONE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] written(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        snapshot.writeTo(out);
        return out.toByteArray();
    }

    private static void assertResult(KvResult result, Status status, long index, long version) {
        assertEquals(status, result.status());
        assertEquals(index, result.index());
        assertEquals(version, result.version());
    }
}
