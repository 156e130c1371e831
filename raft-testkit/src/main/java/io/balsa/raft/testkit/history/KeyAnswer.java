package io.balsa.raft.testkit.history;

import java.util.Map;

/** What a key-value store answers about one key. */
public sealed interface KeyAnswer extends JsonFields {
    /**
     * To a get: the value.
     *
     * @param value the value
     * @param version its version
     */
    record Found(String value, long version) implements KeyAnswer {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "found", "value", value, "version", version);
        }

        @Override
        public String toString() {
            return value + " in version " + version;
        }
    }

    /** To a get, or to a delete whose condition held: the key has no value. */
    record Missing() implements KeyAnswer {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "missing");
        }

        @Override
        public String toString() {
            return "missing";
        }
    }

    /**
     * To a put: the value was set.
     *
     * @param version its version
     */
    record Written(long version) implements KeyAnswer {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "written", "version", version);
        }

        @Override
        public String toString() {
            return "written as version " + version;
        }
    }

    /** To a delete: the value was removed. */
    record Deleted() implements KeyAnswer {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "deleted");
        }

        @Override
        public String toString() {
            return "deleted";
        }
    }

    /** To a put or a delete: the condition does not hold. */
    record Refused() implements KeyAnswer {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "refused");
        }

        @Override
        public String toString() {
            return "refused";
        }
    }
}
