package io.balsa.raft.testkit.simulation.report;

import java.util.List;

/**
 * Something that happened in a run, for somebody who wants to look at it afterwards. Times are virtual. Whatever names a server has the name that the run gave it;
 * whatever says why or what is said in words.
 */
public sealed interface RunEvent {
    /** {@return when} */
    long atNanos();

    /** {@return where it belongs in a text: a server, or one of {@code client}, {@code fault}, {@code world}, {@code check}} */
    String who();

    /** {@return what happened, in words} */
    String what();

    /** {@return what {@link Page} writes of it: a letter that tells the kind, and the rest in an order that depends on it} */
    List<Object> fields();

    /** {@return whether it belongs to the outline of a run, which is kept however long ago it was} */
    default boolean isLandmark() {
        return true;
    }

    /**
     * A message leaves.
     *
     * @param atNanos when
     * @param number tells it apart
     * @param from who sends it
     * @param to to whom
     * @param type its type in a word
     * @param text all of it in words
     * @param isLost whether it is lost at once
     */
    record Sent(long atNanos, long number, String from, String to, String type, String text, boolean isLost)
            implements RunEvent {
        @Override
        public String who() {
            return from;
        }

        @Override
        public String what() {
            return "→ " + to + (isLost ? " (lost) " : " ") + text;
        }

        @Override
        public List<Object> fields() {
            return List.of("s", number, from, to, type, text, isLost ? 1 : 0);
        }

        @Override
        public boolean isLandmark() {
            return false;
        }
    }

    /**
     * A message, or a copy of it, comes to the end of its way.
     *
     * @param atNanos when
     * @param number which
     * @param from who sent it
     * @param to where it was to go
     * @param text all of it in words
     * @param lost why it was lost after all, empty if it was taken in
     */
    record Arrived(long atNanos, long number, String from, String to, String text, String lost) implements RunEvent {
        @Override
        public String who() {
            return to;
        }

        @Override
        public String what() {
            return "← " + from + " " + (lost.isEmpty() ? "" : "(" + lost + ") ") + text;
        }

        @Override
        public List<Object> fields() {
            return List.of("a", number, lost);
        }

        @Override
        public boolean isLandmark() {
            return false;
        }
    }

    /**
     * The state of a server has changed.
     *
     * @param atNanos when
     * @param server which
     * @param role its role, as the paper calls it
     * @param term its term
     * @param last the last index of its log
     * @param commit its commit index
     * @param leader whom it takes for the leader, empty if nobody
     * @param vote whom it voted for in this term, empty if nobody
     * @param isTurn whether role or term are others than before
     */
    record State(
            long atNanos,
            String server,
            String role,
            long term,
            long last,
            long commit,
            String leader,
            String vote,
            boolean isTurn)
            implements RunEvent {
        /**
         * Compares with an earlier state.
         *
         * @param earlier the other one, null if there is none
         * @return whether nothing differs but the time
         */
        public boolean isLike(State earlier) {
            return earlier != null
                    && role.equals(earlier.role)
                    && term == earlier.term
                    && last == earlier.last
                    && commit == earlier.commit
                    && leader.equals(earlier.leader)
                    && vote.equals(earlier.vote);
        }

        @Override
        public String who() {
            return server;
        }

        @Override
        public String what() {
            return role + " term " + term + " last " + last + " commit " + commit
                    + (leader.isEmpty() ? "" : " leader " + leader)
                    + (vote.isEmpty() ? "" : " vote " + vote);
        }

        @Override
        public List<Object> fields() {
            return List.of("r", server, role, term, last, commit, leader, vote);
        }

        @Override
        public boolean isLandmark() {
            return isTurn;
        }
    }

    /**
     * A server starts.
     *
     * @param atNanos when
     * @param server which
     * @param what with what
     */
    record Up(long atNanos, String server, String what) implements RunEvent {
        @Override
        public String who() {
            return server;
        }

        @Override
        public List<Object> fields() {
            return List.of("u", server, what);
        }
    }

    /**
     * A server ends.
     *
     * @param atNanos when
     * @param server which
     * @param what how
     */
    record Down(long atNanos, String server, String what) implements RunEvent {
        @Override
        public String who() {
            return server;
        }

        @Override
        public List<Object> fields() {
            return List.of("d", server, what);
        }
    }

    /**
     * A server writes to its disk.
     *
     * @param atNanos when
     * @param server which
     * @param what what it writes
     */
    record Wrote(long atNanos, String server, String what) implements RunEvent {
        @Override
        public String who() {
            return server;
        }

        @Override
        public List<Object> fields() {
            return List.of("w", server, what);
        }

        @Override
        public boolean isLandmark() {
            return false;
        }
    }

    /**
     * A fault begins.
     *
     * @param atNanos when
     * @param forNanos how long it goes on, unless all is healed before
     * @param kind its kind
     * @param text all of it in words
     * @param servers which servers it strikes
     * @param links which links it strikes, each {@code from>to}
     */
    record Struck(long atNanos, long forNanos, String kind, String text, List<String> servers, List<String> links)
            implements RunEvent {
        /** Copies the lists. */
        public Struck {
            servers = List.copyOf(servers);
            links = List.copyOf(links);
        }

        @Override
        public String who() {
            return "fault";
        }

        @Override
        public String what() {
            return text
                    + (servers.isEmpty() ? "" : " at " + String.join(" ", servers))
                    + (links.isEmpty() ? "" : " on " + String.join(" ", links));
        }

        @Override
        public List<Object> fields() {
            return List.of("f", forNanos, kind, text, servers, links);
        }
    }

    /**
     * All faults are over.
     *
     * @param atNanos when
     */
    record Healed(long atNanos) implements RunEvent {
        @Override
        public String who() {
            return "world";
        }

        @Override
        public String what() {
            return "is healed";
        }

        @Override
        public List<Object> fields() {
            return List.of("h");
        }
    }

    /**
     * A client calls a server.
     *
     * @param atNanos when
     * @param call tells the call apart
     * @param client who calls
     * @param server whom
     * @param text what for
     */
    record Called(long atNanos, long call, String client, String server, String text) implements RunEvent {
        @Override
        public String who() {
            return "client";
        }

        @Override
        public String what() {
            return client + " → " + server + " " + text;
        }

        @Override
        public List<Object> fields() {
            return List.of("c", call, client, server, text);
        }

        @Override
        public boolean isLandmark() {
            return false;
        }
    }

    /**
     * A call ends.
     *
     * @param atNanos when
     * @param call which
     * @param client who called
     * @param outcome how, in a word
     * @param text the call and how it ended, in words
     */
    record Returned(long atNanos, long call, String client, String outcome, String text) implements RunEvent {
        @Override
        public String who() {
            return "client";
        }

        @Override
        public String what() {
            return client + " ← " + text;
        }

        @Override
        public List<Object> fields() {
            return List.of("e", call, outcome, text);
        }

        @Override
        public boolean isLandmark() {
            return false;
        }
    }

    /**
     * Anything else worth telling.
     *
     * @param atNanos when
     * @param who whom it is about
     * @param what what it is
     */
    record Note(long atNanos, String who, String what) implements RunEvent {
        @Override
        public List<Object> fields() {
            return List.of("n", who, what);
        }
    }

    /**
     * What must not be is seen.
     *
     * @param atNanos when
     * @param what it
     */
    record Violated(long atNanos, String what) implements RunEvent {
        @Override
        public String who() {
            return "check";
        }

        @Override
        public List<Object> fields() {
            return List.of("v", what);
        }
    }
}
