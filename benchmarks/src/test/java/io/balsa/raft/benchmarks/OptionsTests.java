package io.balsa.raft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OptionsTests {
    private static final Map<String, String> DEFAULTS = Map.of("windows", "1,64", "seconds", "8");

    @Test
    void givenValuesReplaceDefaults() {
        Options options = Options.parse(DEFAULTS, new String[] {"--windows", "4,5"});
        assertEquals(List.of(4, 5), options.numbers("windows"));
        assertEquals(8, options.number("seconds"));
    }

    @Test
    void errorsNameTheArgument() {
        assertMentions("--window", "--window", "1");
        assertMentions("seconds", "seconds", "1");
        assertMentions("expected a value", "--seconds");
    }

    private static void assertMentions(String text, String... args) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Options.parse(DEFAULTS, args));
        assertTrue(e.getMessage().contains(text), e.getMessage());
    }

    @Test
    void valuesThatAreNoPositiveNumbersAreRefused() {
        for (String value : List.of("0", "-1", "x", "", "1.5")) {
            Options options = Options.parse(DEFAULTS, new String[] {"--seconds", value});
            assertThrows(IllegalArgumentException.class, () -> options.number("seconds"), value);
        }
    }

    @Test
    void flagsAreTrueOrFalse() {
        Options options = Options.parse(Map.of("strace", "false"), new String[] {});
        assertFalse(options.flag("strace"));
        assertTrue(options.with("strace", "true").flag("strace"));
        assertFalse(options.flag("strace"));
        assertThrows(
                IllegalArgumentException.class,
                () -> options.with("strace", "yes").flag("strace"));
    }
}
