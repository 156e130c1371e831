package io.balsa.raft.testkit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ByteTextTests {
    @Test
    void bytesAreShownInHexadecimalAndAsText() {
        assertEquals("3 bytes 61 0a 62 \"a.b\"", ByteText.of("a\nb".getBytes(StandardCharsets.UTF_8)));
        assertEquals("0 bytes", ByteText.of(new byte[0]));
        assertEquals("null", ByteText.of(null));
        assertTrue(ByteText.of(new byte[1000]).length() < 300);
    }

    @Test
    void theFirstDifferenceIsShownWithWhatStandsBeforeIt() {
        byte[] one = "the same beginning, one".getBytes(StandardCharsets.UTF_8);
        byte[] other = "the same beginning, two".getBytes(StandardCharsets.UTF_8);
        assertEquals("", ByteText.difference(one, one.clone()));
        String difference = ByteText.difference(one, other);
        assertTrue(difference.startsWith("first different byte at 20: of 23 bytes from 12 "), difference);
        assertTrue(difference.contains("\"inning, one\"") && difference.contains("\"inning, two\""), difference);
        assertTrue(ByteText.difference(one, new byte[0]).endsWith("of 0 bytes"), ByteText.difference(one, new byte[0]));
    }
}
