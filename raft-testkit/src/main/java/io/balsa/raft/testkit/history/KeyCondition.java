package io.balsa.raft.testkit.history;

/**
 * What must hold of a key for a write to take effect.
 *
 * @param kind which rule
 * @param version the version that {@link Kind#VERSION} speaks of, otherwise 0
 */
public record KeyCondition(Kind kind, long version) {
    /** Always holds. */
    public static final KeyCondition NONE = new KeyCondition(Kind.NONE, 0);

    /** Holds if the key has a value. */
    public static final KeyCondition EXISTS = new KeyCondition(Kind.EXISTS, 0);

    /** Holds if the key has no value. */
    public static final KeyCondition ABSENT = new KeyCondition(Kind.ABSENT, 0);

    /** The rules. */
    public enum Kind {
        /** No rule. */
        NONE,
        /** The key has a value. */
        EXISTS,
        /** The key has no value. */
        ABSENT,
        /** The key has a value, of a certain version. */
        VERSION
    }

    /** Checks that a version is named where the rule speaks of one, and only there. */
    public KeyCondition {
        if (kind == Kind.VERSION ? version < 1 : version != 0) {
            throw new IllegalArgumentException("version " + version + " with rule " + kind + ": expected "
                    + (kind == Kind.VERSION ? "at least 1" : "0"));
        }
    }

    /**
     * Holds if the key has a value of this version.
     *
     * @param version the version, at least 1
     * @return the condition
     */
    public static KeyCondition version(long version) {
        return new KeyCondition(Kind.VERSION, version);
    }

    /** {@return the condition as the end of a sentence, empty if there is none} */
    @Override
    public String toString() {
        return switch (kind) {
            case NONE -> "";
            case EXISTS -> " if present";
            case ABSENT -> " if absent";
            case VERSION -> " if version " + version;
        };
    }
}
