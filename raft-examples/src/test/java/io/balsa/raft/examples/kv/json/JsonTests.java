package io.balsa.raft.examples.kv.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTests {
    @Test
    void writesEveryKindOfValue() {
        Map<String, Object> object = Json.object(
                "text",
                "a\"b\\c\n\u2028",
                "whole",
                7,
                "long",
                Long.MIN_VALUE,
                "real",
                1.5,
                "yes",
                true,
                "none",
                Optional.empty(),
                "some",
                Optional.of("x"),
                "list",
                Arrays.asList(1, null, List.of()),
                "object",
                Map.of());
        assertEquals(
                "{\"text\":\"a\\\"b\\\\c\\u000a\\u2028\",\"whole\":7,\"long\":-9223372036854775808,\"real\":1.5,"
                        + "\"yes\":true,\"none\":null,\"some\":\"x\",\"list\":[1,null,[]],\"object\":{}}",
                Json.write(object));
    }

    @Test
    void refusesWhatHasNoCounterpart() {
        assertThrows(IllegalArgumentException.class, () -> Json.write(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Json.write(new Object()));
    }

    @Test
    void readsWhatWasWritten() {
        Map<String, Object> object = Json.object(
                "ключ", "😀 \u0000 \"", "list", List.of(1L, 2.5, "x", true), "object", Json.object("a", List.of()));
        assertEquals(object, JsonReader.readObject(Json.write(object)));
    }

    @Test
    void readsSpaceAndEscapes() {
        assertEquals(
                Map.of("a", List.of(-1L, 200.0, "/\b\f\n\r\té")),
                JsonReader.readObject(" { \"a\" : [ -1 , 2e2 , \"\\/\\b\\f\\n\\r\\t\\u00e9\" ] } "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1 2]",
                "\"a",
                "\"\\x\"",
                "\"\\u12\"",
                "tru",
                "1 2",
                "{1:2}",
                "-",
                "<html>"
            })
    void refusesWhatIsNotJson(String text) {
        assertThrows(IllegalArgumentException.class, () -> JsonReader.read(text));
    }

    @Test
    void refusesEndlessNesting() {
        assertThrows(IllegalArgumentException.class, () -> JsonReader.read("[".repeat(100_000)));
    }
}
