package io.balsa.raft.testkit.statemachine;

/** One thing to do with a state machine. */
final class Step {
    enum Kind {
        COMMAND,
        QUERY,
        SNAPSHOT
    }

    private final Kind kind;
    private final long index;
    private final long timestampMillis;
    private final byte[] input;

    Step(Kind kind, long index, long timestampMillis, byte[] input) {
        this.kind = kind;
        this.index = index;
        this.timestampMillis = timestampMillis;
        this.input = input.clone();
    }

    Kind kind() {
        return kind;
    }

    /** {@return the index of the command, or of the last one before this step} */
    long index() {
        return index;
    }

    long timestampMillis() {
        return timestampMillis;
    }

    /** {@return a copy of the command or the query; nothing for a snapshot} */
    byte[] input() {
        return input.clone();
    }

    @Override
    public String toString() {
        return switch (kind) {
            case COMMAND -> "command at index " + index;
            case QUERY -> "query after index " + index;
            case SNAPSHOT -> "snapshot after index " + index;
        };
    }
}
