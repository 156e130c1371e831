package io.balsa.raft.testkit.history;

import java.util.Map;

/** What a counter is asked for. It starts at 0. */
public sealed interface CounterCall extends JsonFields {
    /**
     * Count up.
     *
     * @param amount by how much, at least 1
     */
    record Add(long amount) implements CounterCall {
        /** Checks the amount. */
        public Add {
            if (amount < 1) {
                throw new IllegalArgumentException("amount " + amount + ": expected at least 1");
            }
        }

        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "add", "amount", amount);
        }

        @Override
        public String toString() {
            return "add " + amount;
        }
    }

    /** Read it. */
    record Read() implements CounterCall {
        @Override
        public Map<String, Object> jsonFields() {
            return JsonLines.object("f", "read");
        }

        @Override
        public String toString() {
            return "read";
        }
    }
}
