package io.balsa.raft.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EncodedEntriesTests {
    private static final Membership MEMBERSHIP =
            Membership.ofVoters(List.of(Member.parse("n1=a:1"), Member.parse("n2=b:2")));

    /** Entries of {@code count} commands; the payload of the entry at index i has i bytes of value i. */
    private static EncodedEntries commands(long first, int count, long term) {
        int size = 0;
        for (int i = 0; i < count; i++) {
            size += EntryFormat.encodedBytes((int) first + i);
        }
        EntryEncoder encoder = new EntryEncoder(size, first, term, 1_000 + first);
        for (int i = 0; i < count; i++) {
            encoder.add(EntryKind.COMMAND, payload((int) first + i));
        }
        return encoder.finish();
    }

    private static byte[] payload(int index) {
        byte[] payload = new byte[index];
        java.util.Arrays.fill(payload, (byte) index);
        return payload;
    }

    private static byte[] bytes(EncodedEntries entries) {
        ByteBuffer all = ByteBuffer.allocate((int) entries.sizeInBytes());
        for (int i = 0; i < entries.bufferCount(); i++) {
            all.put(entries.buffer(i));
        }
        return all.array();
    }

    private static void assertHolds(long first, long last, EncodedEntries entries) {
        assertEquals(first, entries.firstIndex());
        assertEquals(last, entries.lastIndex());
        EntryCursor cursor = entries.cursor();
        for (long index = first; index <= last; index++) {
            assertTrue(cursor.next());
            assertEquals(index, cursor.index());
            byte[] payload = new byte[cursor.payloadBytes()];
            cursor.payload().get(payload);
            assertArrayEquals(payload((int) index), payload);
        }
        assertFalse(cursor.next());
    }

    @Test
    void encodedEntriesDecodeToThemselves() throws Exception {
        EncodedEntries entries = commands(3, 5, 2);
        EncodedEntries decoded = EncodedEntries.decode(3, ByteBuffer.wrap(bytes(entries)));
        assertHolds(3, 7, decoded);
        assertEquals(List.of(new TermRun(3, 2)), decoded.termRuns());
        assertEquals(entries.sizeInBytes(), decoded.sizeInBytes());
    }

    @Test
    void layoutIsTheSpecifiedOne() {
        EntryEncoder encoder = new EntryEncoder(EntryFormat.encodedBytes(2), 5, 6, 7);
        encoder.add(EntryKind.COMMAND, new byte[] {8, 9});
        ByteBuffer bytes = ByteBuffer.wrap(bytes(encoder.finish()));
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(bytes.slice(4, 34));
        assertEquals((int) crc.getValue(), bytes.getInt(0));
        assertEquals(2, bytes.getInt(4));
        assertEquals(5, bytes.getLong(8));
        assertEquals(6, bytes.getLong(16));
        assertEquals(7, bytes.getLong(24));
        assertEquals(1, bytes.get(32));
        assertEquals(0, bytes.getInt(32) & 0xFFFFFF);
        assertEquals(8, bytes.get(36));
    }

    @Test
    void everyFlippedBitAndEveryCutIsNoticed() {
        byte[] good = bytes(commands(3, 2, 2));
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(MalformedEntriesException.class, () -> EncodedEntries.decode(3, ByteBuffer.wrap(bad)));
        }
        int firstEntry = EntryFormat.encodedBytes(3);
        for (int length = 1; length < good.length; length++) {
            int cut = length;
            if (cut != firstEntry) {
                assertThrows(
                        MalformedEntriesException.class,
                        () -> EncodedEntries.decode(
                                3, ByteBuffer.wrap(good, 0, cut).slice()));
            }
        }
    }

    @Test
    void wrongPlaceAndFallingTermsAreRefused() {
        byte[] good = bytes(commands(3, 2, 2));
        assertThrows(MalformedEntriesException.class, () -> EncodedEntries.decode(4, ByteBuffer.wrap(good)));
        byte[] falling = bytes(EncodedEntries.join(List.of(commands(3, 1, 5), commands(4, 1, 4))));
        assertThrows(MalformedEntriesException.class, () -> EncodedEntries.decode(3, ByteBuffer.wrap(falling)));
    }

    @Test
    void configurationEntriesAreFound() throws Exception {
        byte[] payload = MembershipFormat.encode(MEMBERSHIP);
        EntryEncoder encoder =
                new EntryEncoder(EntryFormat.encodedBytes(1) + EntryFormat.encodedBytes(payload.length), 1, 1, 0);
        encoder.add(EntryKind.COMMAND, payload(1));
        encoder.add(MEMBERSHIP);
        EncodedEntries encoded = encoder.finish();
        List<ConfigurationEntry> expected = List.of(new ConfigurationEntry(2, MEMBERSHIP));
        assertEquals(expected, encoded.configurations());
        EncodedEntries decoded = EncodedEntries.decode(1, ByteBuffer.wrap(bytes(encoded)));
        assertEquals(expected, decoded.configurations());
        assertEquals(expected, decoded.slice(2, 2).configurations());
        assertEquals(List.of(), decoded.slice(1, 1).configurations());
    }

    @Test
    void slicesOfJoinedEntriesHoldWhatTheirIndexesSay() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 500; round++) {
            List<EncodedEntries> parts = new ArrayList<>();
            long next = 1L + random.nextInt(5);
            long first = next;
            long term = 1;
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                int count = 1 + random.nextInt(4);
                term += random.nextInt(2);
                parts.add(commands(next, count, term));
                next += count;
            }
            EncodedEntries joined = EncodedEntries.join(parts);
            assertHolds(first, next - 1, joined);
            long from = first + random.nextLong(next - first);
            long to = from + random.nextLong(next - from);
            EncodedEntries slice = joined.slice(from, to);
            assertHolds(from, to, slice);
            EncodedEntries decoded = EncodedEntries.decode(from, ByteBuffer.wrap(bytes(slice)));
            assertEquals(decoded.termRuns(), slice.termRuns());
            long maxBytes = random.nextLong(200);
            EncodedEntries bounded = joined.slice(from, to, maxBytes);
            assertTrue(bounded.count() == 1 || bounded.sizeInBytes() <= maxBytes);
            assertTrue(bounded.lastIndex() == to
                    || bounded.sizeInBytes() + (long) EntryFormat.encodedBytes((int) bounded.lastIndex() + 1)
                            > maxBytes);
            assertHolds(from, bounded.lastIndex(), bounded);
        }
    }

    @Test
    void emptySliceStandsAtItsPlace() {
        EncodedEntries none = commands(3, 2, 1).slice(5, 4);
        assertTrue(none.isEmpty());
        assertEquals(5, none.firstIndex());
        assertEquals(0, none.sizeInBytes());
    }

    @Test
    void gapBetweenJoinedEntriesIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> EncodedEntries.join(List.of(commands(1, 1, 1), commands(3, 1, 1))));
    }

    @Test
    void encoderThatWasPromisedMoreSaysSo() {
        EntryEncoder encoder = new EntryEncoder(500, 1, 1, 0);
        encoder.add(EntryKind.NO_OP, new byte[0]);
        assertThrows(IllegalStateException.class, encoder::finish);
        assertThrows(IllegalArgumentException.class, () -> encoder.add(EntryKind.CONFIGURATION, new byte[0]));
    }

    @Test
    void lastTimestampOfAJoinIsThatOfTheLastEntryThoughThePartBehindItIsEmpty() throws MalformedEntriesException {
        byte[] twoInOneBuffer = bytes(EncodedEntries.join(List.of(commands(1, 1, 1), commands(2, 1, 1))));
        EncodedEntries two = EncodedEntries.decode(1, ByteBuffer.wrap(twoInOneBuffer));
        EncodedEntries joined = EncodedEntries.join(List.of(two, EncodedEntries.none(3)));

        assertHolds(1, 2, joined);
        assertEquals(1_002, joined.lastTimestampMillis());
    }
}
