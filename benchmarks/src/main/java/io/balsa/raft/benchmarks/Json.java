package io.balsa.raft.benchmarks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.Strictness;
import java.util.Map;

/** The form of the files in which results are kept. */
public final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .serializeNulls()
            .disableHtmlEscaping()
            .registerTypeAdapter(Double.class, numberOrNull())
            .create();

    private Json() {}

    /** JSON knows neither NaN nor infinity. */
    private static JsonSerializer<Double> numberOrNull() {
        return (number, type, context) -> Double.isFinite(number) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
    }

    /**
     * Writes a value.
     *
     * @param value a map, a collection, a number or a text
     * @return the JSON, on one line
     * @throws IllegalArgumentException if there is something in it that JSON cannot say
     */
    public static String of(Object value) {
        return GSON.toJson(value);
    }

    /**
     * Reads an object.
     *
     * @param text JSON
     * @return its fields: maps, lists, texts, numbers as {@code double}, booleans and nulls
     * @throws IllegalArgumentException if it is none
     */
    public static Map<?, ?> object(String text) {
        try {
            Map<?, ?> object = GSON.fromJson(text, Map.class);
            if (object == null) {
                throw new IllegalArgumentException("nothing, expected an object");
            }
            return object;
        } catch (JsonParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
