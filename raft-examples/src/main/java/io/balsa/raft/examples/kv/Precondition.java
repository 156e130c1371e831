package io.balsa.raft.examples.kv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What must hold of a key for a write to take effect. Judged when the command is applied, so that of two writers who have seen the
 * same version only one wins.
 *
 * @param kind which rule
 * @param versions the versions that {@link Kind#ONE_OF} and {@link Kind#NONE_OF} speak of, otherwise empty
 */
public record Precondition(Kind kind, List<Long> versions) {
    /** How many versions one precondition may name. */
    public static final int MAX_VERSIONS = 256;

    /** Always holds. */
    public static final Precondition NONE = new Precondition(Kind.NONE, List.of());

    /** Holds if the key exists. */
    public static final Precondition EXISTS = new Precondition(Kind.EXISTS, List.of());

    /** Holds if the key does not exist. */
    public static final Precondition ABSENT = new Precondition(Kind.ABSENT, List.of());

    /** The rules. The code is part of {@link KvCommandFormat}: never change or reuse one. */
    public enum Kind {
        /** No rule. */
        NONE(0),
        /** The key exists. */
        EXISTS(1),
        /** The key does not exist. */
        ABSENT(2),
        /** The key exists in one of the versions named. */
        ONE_OF(3),
        /** The key does not exist, or in none of the versions named. */
        NONE_OF(4);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        byte code() {
            return code;
        }

        static Optional<Kind> ofCode(byte code) {
            return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
        }

        boolean namesVersions() {
            return this == ONE_OF || this == NONE_OF;
        }
    }

    /** Checks that versions are named where the rule speaks of them, and only there. */
    public Precondition {
        versions = List.copyOf(versions);
        if (kind.namesVersions() == versions.isEmpty() || versions.size() > MAX_VERSIONS) {
            throw new IllegalArgumentException("precondition " + kind + " with " + versions.size()
                    + " versions: expected " + (kind.namesVersions() ? "1 to " + MAX_VERSIONS : "none"));
        }
    }

    /**
     * Holds if the key exists in one of these versions.
     *
     * @param versions the versions
     * @return the precondition
     */
    public static Precondition oneOf(List<Long> versions) {
        return new Precondition(Kind.ONE_OF, versions);
    }

    /**
     * Holds if the key does not exist in any of these versions.
     *
     * @param versions the versions
     * @return the precondition
     */
    public static Precondition noneOf(List<Long> versions) {
        return new Precondition(Kind.NONE_OF, versions);
    }

    /**
     * Judges a key.
     *
     * @param version the key's version, 0 if it does not exist
     * @return whether the precondition holds
     */
    public boolean holds(long version) {
        return switch (kind) {
            case NONE -> true;
            case EXISTS -> version > 0;
            case ABSENT -> version == 0;
            case ONE_OF -> version > 0 && versions.contains(version);
            case NONE_OF -> version == 0 || !versions.contains(version);
        };
    }
}
