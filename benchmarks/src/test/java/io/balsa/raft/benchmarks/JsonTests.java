package io.balsa.raft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTests {
    @Test
    void nested() {
        assertEquals("{\"a\": [1, 2.5, null, \"x\"]}", Json.of(Map.of("a", List.of(1, 2.5, Double.NaN, "x"))));
    }

    @Test
    void textIsEscaped() {
        assertEquals("\"a\\\"b\\\\c\\u000ad\"", Json.of("a\"b\\c\nd"));
    }
}
