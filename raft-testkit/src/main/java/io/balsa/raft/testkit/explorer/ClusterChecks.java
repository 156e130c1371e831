package io.balsa.raft.testkit.explorer;

import java.util.Arrays;

/**
 * The invariants that need more than one server, or the past: the same as those of a scenario, at the same moments, but as a function of a state and its
 * ledger, so that they cost little and know nothing of how the state was reached.
 */
final class ClusterChecks {
    private final Catalog catalog;
    private String broken;

    ClusterChecks(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Judges a step of one server.
     *
     * @param before the server before it
     * @param state the whole state after it; its ledger is brought up to date
     * @return what is wrong; null if nothing is
     */
    String judge(NodeState before, State state) {
        broken = null;
        NodeState after = catalog.state(state.nodes[before.self]);
        if (after.core == null) {
            return null;
        }
        boolean begins = after.leads && !(before.leads && before.term == after.term);
        boolean restarted = before.core == null;
        if (begins || restarted || after.commit > before.commit) {
            Ledger ledger = catalog.ledger(state.ledger);
            if (begins) {
                ledger = lead(ledger, after);
            }
            ledger = commit(ledger, after, restarted ? 0 : before.commit);
            if (begins) {
                completeness(ledger, after);
            }
            if (after.leads && !restarted && after.commit > before.commit) {
                quorum(after, state);
            }
            if (broken == null) {
                state.ledger = catalog.unique(ledger).number;
            }
        }
        if (!Arrays.equals(after.entries, before.entries)) {
            logMatching(after, state);
        }
        if (after.leads) {
            bookkeeping(after, state);
        }
        return broken;
    }

    private void report(String what) {
        if (broken == null) {
            broken = what;
        }
    }

    private Ledger lead(Ledger ledger, NodeState leader) {
        int known = ledger.leaderOf(leader.term);
        if (known >= 0) {
            report("I1, one leader in a term: " + id(leader.self) + " leads term " + leader.term + ", which "
                    + id(known) + " led");
        }
        return ledger.withLeader(leader.term, leader.self);
    }

    private Ledger commit(Ledger ledger, NodeState node, long from) {
        Ledger result = ledger;
        for (long index = from + 1; index <= Math.min(node.commit, node.entries.length); index++) {
            int entry = node.entries[(int) index - 1];
            int known = result.committedAt(index);
            if (known < 0) {
                result = result.withCommitted(index, entry, node.term);
            } else if (known != entry) {
                report("I5, one entry committed at an index: " + id(node.self) + " commits " + catalog.entry(entry)
                        + ", another was " + catalog.entry(known));
            }
        }
        return result;
    }

    private void completeness(Ledger ledger, NodeState leader) {
        for (long index = 1; index <= ledger.lastIndex(); index++) {
            int entry = ledger.committedAt(index);
            if (entry >= 0 && ledger.termAt(index) < leader.term && !holds(leader.entries, index, entry)) {
                report("I4, a leader has every entry committed in earlier terms: " + id(leader.self) + " leads term "
                        + leader.term + " without " + catalog.entry(entry));
            }
        }
    }

    private void quorum(NodeState leader, State state) {
        int entry = leader.entries[(int) leader.commit - 1];
        if (catalog.entry(entry).term() != leader.term) {
            report("I6, a leader commits by counting only in its own term: " + id(leader.self) + " in term "
                    + leader.term + " commits " + catalog.entry(entry));
        }
        int holders = 0;
        for (int voter : leader.voters) {
            holders += holds(catalog.state(state.nodes[voter]).durable, leader.commit, entry) ? 1 : 0;
        }
        if (holders * 2 <= leader.voters.size()) {
            report("I6, what is committed is durable on a majority: " + id(leader.self) + " commits "
                    + catalog.entry(entry) + ", durable on " + holders + " of " + leader.voters.size());
        }
    }

    private void logMatching(NodeState node, State state) {
        for (int other : state.nodes) {
            NodeState otherNode = catalog.state(other);
            if (otherNode.self != node.self) {
                logMatching(node, otherNode.self, node.entries, otherNode.entries);
            }
        }
    }

    private void logMatching(NodeState node, int otherNode, int[] log, int[] other) {
        boolean same = true;
        for (int i = 0; i < Math.min(log.length, other.length); i++) {
            if (log[i] != other[i] || !same) {
                same = catalog.entry(log[i]).term() == catalog.entry(other[i]).term() && log[i] == other[i] && same;
                if (catalog.entry(log[i]).term() == catalog.entry(other[i]).term()) {
                    report("I3, index and term determine an entry and its predecessor: " + id(node.self) + " and "
                            + id(otherNode) + " differ at or before " + catalog.entry(log[i]));
                }
            }
        }
    }

    private void bookkeeping(NodeState leader, State state) {
        for (int i = 0; i < leader.matches.length; i++) {
            NodeState follower = catalog.state(state.nodes[i]);
            if (leader.matches[i] > 0
                    && follower.durableTerm <= leader.term
                    && !agree(follower.durable, leader.entries, leader.matches[i])) {
                report("I11, a match index is backed by the follower's disk: " + id(leader.self) + " has " + id(i)
                        + " at match " + leader.matches[i]);
            }
        }
    }

    private static boolean agree(int[] log, int[] other, long upTo) {
        if (upTo > log.length || upTo > other.length) {
            return false;
        }
        for (int i = 0; i < upTo; i++) {
            if (log[i] != other[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(int[] log, long index, int entry) {
        return index <= log.length && log[(int) index - 1] == entry;
    }

    private String id(int server) {
        return catalog.servers().ids().get(server).value();
    }
}
