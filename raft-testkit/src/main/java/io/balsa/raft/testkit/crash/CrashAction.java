package io.balsa.raft.testkit.crash;

import java.util.List;
import java.util.Locale;

/**
 * One action of a script, as it is written there: a verb and numbers.
 *
 * @param verb what to do
 * @param cut how many entries to cut off the end of the log
 * @param count how many entries to append
 * @param payloadBytes length of each one's payload
 */
record CrashAction(Verb verb, int cut, int count, int payloadBytes) {
    enum Verb {
        /** {@code append COUNT BYTES}: entries. */
        APPEND,
        /** {@code cut N}: cuts entries off. */
        CUT,
        /** {@code replace N COUNT BYTES}: cuts entries off and appends others, as one batch. */
        REPLACE,
        /** {@code vote}: a new term with a vote or without one. */
        VOTE,
        /** {@code elect COUNT BYTES}: a new term, and entries of that term, as one batch. */
        ELECT,
        /** {@code follow N COUNT BYTES}: a new term, a cut, and entries, as one batch. */
        FOLLOW,
        /** {@code settle}: nothing has come for a moment. */
        SETTLE,
        /** {@code idle}: nothing has come for a while. */
        IDLE,
        /** {@code reopen}: closes the storage and opens it again. */
        REOPEN,
        /** {@code kill}: the process dies, and another one opens the storage on what the cache shows. */
        KILL,
        /**
         * {@code keeps}, {@code reverts} or {@code forgets}, in front of batches or of {@code kill}: a force fails under them, or while the storage is
         * opened if there is one then, in one of the ways of {@code ForceFault}; the storage has to fail, the process dies, and another one opens it.
         */
        KEEPS,
        REVERTS,
        FORGETS,
        /**
         * {@code keeps_names} or {@code reverts_names}: the same for a force of the directory, if there is one.
         */
        KEEPS_NAMES,
        REVERTS_NAMES
    }

    static CrashAction parse(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        Verb verb = verb(words.get(0), text);
        int[] numbers = words.stream().skip(1).mapToInt(Integer::parseInt).toArray();
        int expected = switch (verb) {
            case APPEND, ELECT -> 2;
            case REPLACE, FOLLOW -> 3;
            case CUT -> 1;
            default -> 0;
        };
        if (numbers.length != expected) {
            throw new IllegalArgumentException("'" + text + "': " + numbers.length + " numbers, expected " + expected);
        }
        return switch (verb) {
            case APPEND, ELECT -> new CrashAction(verb, 0, numbers[0], numbers[1]);
            case REPLACE, FOLLOW -> new CrashAction(verb, numbers[0], numbers[1], numbers[2]);
            case CUT -> new CrashAction(verb, numbers[0], 0, 0);
            default -> new CrashAction(verb, 0, 0, 0);
        };
    }

    private static Verb verb(String word, String text) {
        for (Verb verb : Verb.values()) {
            if (verb.name().toLowerCase(Locale.ROOT).equals(word)) {
                return verb;
            }
        }
        throw new IllegalArgumentException("'" + text + "': no action '" + word + "'");
    }

    /** Whether it says how a force fails under what follows it. */
    boolean isFailure() {
        return verb.compareTo(Verb.KEEPS) >= 0;
    }

    /** Whether it is a batch to persist. */
    boolean isBatch() {
        return verb.compareTo(Verb.IDLE) < 0;
    }

    boolean votes() {
        return verb == Verb.VOTE || verb == Verb.ELECT || verb == Verb.FOLLOW;
    }

    boolean truncates() {
        return verb == Verb.CUT || verb == Verb.REPLACE || verb == Verb.FOLLOW;
    }
}
