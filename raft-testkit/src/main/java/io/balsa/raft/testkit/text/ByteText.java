package io.balsa.raft.testkit.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as a person reads them: in hexadecimal, and as text where they are text. */
public final class ByteText {
    private static final int SHOWN = 48;
    private static final int BEFORE = 8;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private ByteText() {}

    /**
     * Shows bytes, shortened if there are many.
     *
     * @param bytes the bytes, or null
     * @return one line
     */
    public static String of(byte[] bytes) {
        return bytes == null ? "null" : bytes.length + " bytes" + window(bytes, 0);
    }

    /**
     * Shows where two arrays differ first.
     *
     * @param one bytes
     * @param other other bytes
     * @return the place, and both from shortly before it on; empty if they are equal
     */
    public static String difference(byte[] one, byte[] other) {
        int at = Arrays.mismatch(one, other);
        if (at < 0) {
            return "";
        }
        int from = Math.max(0, at - BEFORE);
        return "first different byte at " + at + ": of " + one.length + " bytes" + window(one, from) + ", of "
                + other.length + " bytes" + window(other, from);
    }

    private static String window(byte[] bytes, int from) {
        if (from >= bytes.length) {
            return from == 0 ? "" : ", nothing from " + from + " on";
        }
        byte[] shown = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SHOWN));
        return (from == 0 ? " " : " from " + from + " ") + HEX.formatHex(shown)
                + (from + SHOWN < bytes.length ? " ..." : "") + " \"" + printable(shown) + '"';
    }

    private static String printable(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (char c : new String(bytes, StandardCharsets.UTF_8).toCharArray()) {
            text.append(Character.isISOControl(c) || c == '\uFFFD' ? '.' : c);
        }
        return text.toString();
    }
}
