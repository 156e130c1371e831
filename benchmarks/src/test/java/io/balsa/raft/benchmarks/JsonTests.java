package io.balsa.raft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTests {
    @Test
    void readsWhatItWrites() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("quoted \"text\"\n\\", "tab\tand <\u0001>");
        value.put("numbers", List.of(1.0, -2.5, 1.7E9, 3e-7, 0.0));
        value.put("nested", Map.of("empty list", List.of(), "empty map", Map.of()));
        assertEquals(value, Json.object(Json.of(value)));
    }

    @Test
    void figureThatIsNoNumberIsNothing() {
        Map<?, ?> read = Json.object(Json.of(Map.of("a", Double.NaN, "b", List.of(1, Double.POSITIVE_INFINITY))));
        assertNull(read.get("a"));
        assertNull(((List<?>) read.get("b")).get(1));
        assertEquals(1.0, ((List<?>) read.get("b")).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[1]", "{\"a\" 1}", "{a: 1}", "{\"a\": tru}", "{\"a\": 1} x"})
    void saysIfSomethingIsNoObject(String text) {
        assertThrows(IllegalArgumentException.class, () -> Json.object(text));
    }
}
