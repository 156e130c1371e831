package io.balsa.raft.examples.kv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.balsa.raft.examples.kv.KvCommand.Announce;
import io.balsa.raft.examples.kv.KvCommand.Delete;
import io.balsa.raft.examples.kv.KvCommand.Put;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KvCommandFormatTests {
    static Stream<KvCommand> commands() {
        return Stream.of(
                new Delete("a", Precondition.NONE),
                new Delete("ключ/😀", Precondition.oneOf(List.of(1L, Long.MAX_VALUE))),
                new Delete("k".repeat(KvCommandFormat.MAX_KEY_BYTES), Precondition.EXISTS),
                new Announce("n1", "[::1]:8101"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandMakesTheRoundTrip(KvCommand command) throws Exception {
        assertEquals(command, KvCommandFormat.decode(ByteBuffer.wrap(KvCommandFormat.encode(command))));
    }

    @Test
    void putMakesTheRoundTripWithEveryPrecondition() throws Exception {
        List<Long> many = Collections.nCopies(Precondition.MAX_VERSIONS, 7L);
        for (Precondition precondition : List.of(
                Precondition.NONE,
                Precondition.EXISTS,
                Precondition.ABSENT,
                Precondition.oneOf(many),
                Precondition.noneOf(List.of(3L)))) {
            byte[] value = {0, -1, 127};
            byte[] bytes = KvCommandFormat.encode(new Put("key", value, precondition));
            Put put = (Put) KvCommandFormat.decode(ByteBuffer.wrap(bytes));
            assertEquals("key", put.key());
            assertArrayEquals(value, put.value());
            assertEquals(precondition, put.precondition());
        }
    }

    @Test
    void bytesOfAPutAreAsDocumented() {
        byte[] bytes = KvCommandFormat.encode(new Put("k", new byte[] {42}, Precondition.oneOf(List.of(258L))));
        assertEquals("0101" + "03" + "0001" + "0000000000000102" + "0001" + "6b" + "00000001" + "2a", hex(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "01", // no kind
                "02020000016b", // a version of the future
                "01090000016b", // no such kind
                "01000000016b", // kinds begin at 1
                "01020500016b", // no such rule
                "0102ff00016b", // no such rule
                "010200", // no key
                "0102000000", // empty key
                "0102000002ff", // key cut off
                "0102000001ff", // not UTF-8
                "01020000016b00", // something follows
                "0102030000" + "00016b", // a list of versions without any
                "01010000016b", // no value
                "01010000016b7fffffff", // a value of two gigabytes
                "01010000016bffffffff", // a value of negative length
                "010100" + "1001" + "6b" // a key over the limit
            })
    void malformedBytesAreToldFromCommands(String hex) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        assertThrows(MalformedCommandException.class, () -> KvCommandFormat.decode(bytes));
    }

    @Test
    void everyPrefixOfACommandIsMalformed() {
        byte[] whole = KvCommandFormat.encode(new Put("key", new byte[10], Precondition.oneOf(List.of(1L, 2L))));
        for (int length = 0; length < whole.length; length++) {
            ByteBuffer prefix = ByteBuffer.wrap(Arrays.copyOf(whole, length));
            assertThrows(MalformedCommandException.class, () -> KvCommandFormat.decode(prefix), "length " + length);
        }
    }

    @Test
    void randomBytesNeverDoMoreThanBeMalformed() {
        Random random = new Random(1);
        int malformed = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 2) {
                bytes[0] = 1;
                bytes[1] = (byte) (1 + random.nextInt(3));
            }
            try {
                KvCommandFormat.decode(ByteBuffer.wrap(bytes));
            } catch (MalformedCommandException e) {
                malformed++;
            }
        }
        assertEquals(true, malformed > 10_000, "only " + malformed + " were malformed");
    }

    @Test
    void tooLongKeysAreRefusedWhenEncoding() {
        for (String key : List.of("", "k".repeat(KvCommandFormat.MAX_KEY_BYTES + 1), "é".repeat(2049))) {
            assertThrows(
                    IllegalArgumentException.class, () -> KvCommandFormat.encode(new Delete(key, Precondition.NONE)));
        }
    }

    @Test
    void queryAndResultMakeTheRoundTrip() throws Exception {
        assertEquals(new KvQuery("ключ"), KvQuery.decode(new KvQuery("ключ").encode()));
        KvResult result = new KvResult(KvResult.Status.FOUND, 9, 7, new byte[] {1, 2});
        KvResult decoded = KvResult.decode(result.encode());
        assertEquals(result.status(), decoded.status());
        assertEquals(9, decoded.index());
        assertEquals(7, decoded.version());
        assertArrayEquals(result.payload(), decoded.payload());
    }

    @Test
    void malformedQueriesAndResultsAreToldApart() {
        for (String hex : List.of("", "02", "01", "010000", "0100016b00", "020001" + "6b")) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            assertThrows(MalformedCommandException.class, () -> KvQuery.decode(bytes), hex);
        }
        for (String hex :
                List.of("", "01", "0100", "0263", "01" + "63" + "00".repeat(16), "01" + "00" + "00".repeat(15))) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            assertThrows(MalformedCommandException.class, () -> KvResult.decode(bytes), hex);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
