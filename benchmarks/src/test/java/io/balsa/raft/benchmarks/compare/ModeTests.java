package io.balsa.raft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.benchmarks.Options;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ModeTests {
    @ParameterizedTest
    @EnumSource
    void everyModeIsNamedAndHasValuesAndColumns(Mode mode) {
        assertEquals(mode, Mode.named(mode.title()));
        assertFalse(mode.columns().isEmpty());
        Options options = Options.parse(Comparison.defaults(), new String[] {});
        assertFalse(options.numbers(mode.valuesOption()).isEmpty());
    }

    @Test
    void anUnknownModeIsAnsweredWithThoseThatThereAre() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Mode.named("catch-up"));
        assertTrue(e.getMessage().contains("catchup"), e.getMessage());
    }

    @Test
    void aProcessGetsItsOptionsAndNoOthers() {
        Options options = Options.parse(Comparison.defaults(), new String[] {"--bytes", "16", "--rate", "7"});
        String[] given = Worker.given(options).toArray(String[]::new);
        Map<String, String> understood = new HashMap<>(Worker.OPTIONS);
        assertEquals("16", Options.parse(understood, given).text("bytes"));
        assertEquals(2 * Worker.OPTIONS.size(), given.length);
    }
}
