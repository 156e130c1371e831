package io.balsa.raft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonParserTests {
    @Test
    void readsWhatJsonWrites() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("quoted \"text\"\n\\", "tab\tand \u0001");
        value.put("numbers", List.of(1.0, -2.5, 1.7E9, 3e-7, 0.0));
        value.put("nested", Map.of("empty list", List.of(), "empty map", Map.of()));
        value.put("not a number", Double.NaN);
        assertEquals(value, JsonParser.parse(Json.of(value)));
    }

    @Test
    void readsWhatOthersWrite() {
        assertEquals(
                Map.of("a", List.of(true, false, "é\n/"), "b", -12.0),
                JsonParser.parse(" {\n\"a\" : [ true , false,\"\\u00e9\\n\\/\" ] ,\"b\":-12}\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1,", "[1 2]", "{\"a\" 1}", "{a: 1}", "\"open", "\"\\u12\"", "1 2", "tru", "[1]]", "-"
            })
    void saysWhereSomethingIsNoJson(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> JsonParser.parse(text));
        assertTrue(e.getMessage().contains("position"), e.getMessage());
    }
}
