package io.balsa.raft.testkit.history;

import java.util.Map;

/** What is asked of one key of a key-value store. */
public sealed interface KeyCall extends JsonFields {
    /** Get its value. */
    record Get() implements KeyCall {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "get");
        }

        @Override
        public String toString() {
            return "get";
        }
    }

    /**
     * Set its value.
     *
     * @param value the new value
     * @param condition what must hold for that
     */
    record Put(String value, KeyCondition condition) implements KeyCall {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object(
                    "f", "put", "value", value, "if", condition.kind().name(), "version", condition.version());
        }

        @Override
        public String toString() {
            return "put " + value + condition;
        }
    }

    /**
     * Remove its value.
     *
     * @param condition what must hold for that
     */
    record Delete(KeyCondition condition) implements KeyCall {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "delete", "if", condition.kind().name(), "version", condition.version());
        }

        @Override
        public String toString() {
            return "delete" + condition;
        }
    }
}
