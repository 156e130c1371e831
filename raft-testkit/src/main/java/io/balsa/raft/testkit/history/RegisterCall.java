package io.balsa.raft.testkit.history;

import java.util.Map;

/**
 * What a register is asked for.
 *
 * @param <V> what it holds
 */
public sealed interface RegisterCall<V> extends JsonFields {
    /**
     * Read it.
     *
     * @param <V> what it holds
     */
    record Read<V>() implements RegisterCall<V> {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "read");
        }

        @Override
        public String toString() {
            return "read";
        }
    }

    /**
     * Write it, whatever it holds.
     *
     * @param <V> what it holds
     * @param value what it shall hold
     */
    record Write<V>(V value) implements RegisterCall<V> {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "write", "value", value);
        }

        @Override
        public String toString() {
            return "write " + value;
        }
    }

    /**
     * Write it if it holds a certain value.
     *
     * @param <V> what it holds
     * @param expected what it must hold
     * @param value what it shall hold then
     */
    record CompareAndSet<V>(V expected, V value) implements RegisterCall<V> {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "cas", "expected", expected, "value", value);
        }

        @Override
        public String toString() {
            return "set " + expected + " to " + value;
        }
    }
}
