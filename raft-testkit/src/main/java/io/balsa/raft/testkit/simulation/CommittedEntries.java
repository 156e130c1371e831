package io.balsa.raft.testkit.simulation;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Role;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was ever taken to be committed, anywhere. I5, State Machine Safety: one entry an index, and every server applies that one, in order. I6, commit means
 * a durable quorum of the leader's own term. I4, Leader Completeness.
 */
final class CommittedEntries {
    private static final String ONE_ENTRY = "I5, one entry committed at an index";
    private static final String SEQUENCE = "I5, entries are applied in order, and only committed ones";
    private static final String TERM = "I6, a leader commits by counting only in its own term";
    private static final String QUORUM = "I6, what is committed is durable on a majority";
    private static final String CUT = "I5, what is committed is never cut off";
    private static final String COMPLETE = "I4, a leader has every entry committed in earlier terms";

    private final EntryRegistry registry;
    private final List<SimulatedServer> servers;
    private long[] terms = new long[256];

    /** In which term each was first taken to be committed; never falls. */
    private long[] committedIn = new long[256];

    private int lastIndex;
    private long lastCommandIndex;

    CommittedEntries(EntryRegistry registry, List<SimulatedServer> servers) {
        this.registry = registry;
        this.servers = servers;
    }

    /** {@return the highest index committed anywhere so far} */
    long lastIndex() {
        return lastIndex;
    }

    /** {@return the highest index of a command committed anywhere so far} */
    long lastCommandIndex() {
        return lastCommandIndex;
    }

    /** A server's commit index went up. */
    void advanced(SimulatedServer server, RaftCore core, long from, long to) {
        if (core.role() == Role.LEADER) {
            checkQuorum(server, core, to);
        }
        for (long index = from + 1; index <= to; index++) {
            commit(server, (int) index, core.termAt(index), core.term());
        }
    }

    private void commit(SimulatedServer server, int index, long term, long commitTerm) {
        if (index > lastIndex) {
            if (index >= terms.length) {
                terms = Arrays.copyOf(terms, 2 * index);
                committedIn = Arrays.copyOf(committedIn, 2 * index);
            }
            terms[index] = term;
            committedIn[index] = commitTerm;
            lastIndex = index;
            EntryRegistry.Known known = registry.find(index, term);
            // A lone leader's entry is in the registry: it was written before it was committed.
            if (known != null && known.isCommand) {
                lastCommandIndex = index;
            }
        } else if (terms[index] != term) {
            throw new InvariantBroken(
                    ONE_ENTRY,
                    server.id() + " takes " + index + "@" + term + " to be committed, which was " + index + "@"
                            + terms[index]);
        }
    }

    private void checkQuorum(SimulatedServer leader, RaftCore core, long commit) {
        long term = core.termAt(commit);
        if (term != core.term()) {
            throw new InvariantBroken(
                    TERM, leader.id() + " in term " + core.term() + " commits " + commit + "@" + term);
        }
        Membership membership = core.membership();
        checkMajority(leader, membership.voters(), commit, term);
        if (membership.isJoint()) {
            checkMajority(leader, membership.outgoing(), commit, term);
        }
    }

    private void checkMajority(SimulatedServer leader, List<Member> voters, long commit, long term) {
        int holders = 0;
        for (SimulatedServer server : servers) {
            if (server.image().holds(commit, term) && contains(voters, server)) {
                holders++;
            }
        }
        if (holders <= voters.size() / 2) {
            List<String> images = new ArrayList<>();
            servers.forEach(server -> images.add(server.id() + " " + server.image()));
            throw new InvariantBroken(
                    QUORUM,
                    leader.id() + " commits " + commit + "@" + term + ", durable on " + holders + " of " + voters.size()
                            + ": " + images);
        }
    }

    private static boolean contains(List<Member> voters, SimulatedServer server) {
        for (Member voter : voters) {
            if (voter.id().equals(server.id())) {
                return true;
            }
        }
        return false;
    }

    /** A server cuts its log. */
    void cut(SimulatedServer server, DurableImage log, long from) {
        for (long index = from; index <= Math.min(lastIndex, log.lastIndex()); index++) {
            if (log.termAt(index) == terms[(int) index]) {
                throw new InvariantBroken(
                        CUT, server.id() + " cuts its log from " + from + ", with " + index + "@" + terms[(int) index]);
            }
        }
    }

    /**
     * A server became leader. What a later term committed is not asked of it: the votes of an older one may have reached it so late that the
     * cluster has moved on (three-node, seed 1728).
     */
    void leads(SimulatedServer server, RaftCore core) {
        int last = lastIndex;
        while (last > 0 && committedIn[last] >= core.term()) {
            last--;
        }
        if (last > 0 && (core.lastIndex() < last || core.termAt(last) != terms[last])) {
            throw new InvariantBroken(
                    COMPLETE,
                    server.id() + " leads term " + core.term() + " with a log to " + core.lastIndex() + "@"
                            + core.termAt(core.lastIndex()) + ", but " + last + "@" + terms[last]
                            + " was committed in term " + committedIn[last]);
        }
    }

    /** A server applied a command; {@code previousIndex} is the last one that it had applied. */
    void applied(SimulatedServer server, CommittedEntry entry, long previousIndex) {
        long index = entry.index();
        EntryRegistry.Known known = index <= lastIndex ? registry.find(index, terms[(int) index]) : null;
        boolean right = known != null
                && known.term == entry.term()
                && known.content == EntryRegistry.contentOf(entry.timestampMillis(), true, entry.command());
        boolean nextCommand = index > previousIndex && !isCommandBetween(previousIndex, index);
        if (!right || !nextCommand) {
            throw new InvariantBroken(
                    SEQUENCE,
                    server.id() + " applies " + index + "@" + entry.term() + " after " + previousIndex
                            + "; committed is up to " + lastIndex + ", there "
                            + (known == null ? "nothing" : known.index + "@" + known.term));
        }
    }

    private boolean isCommandBetween(long from, long to) {
        for (long index = from + 1; index < to; index++) {
            EntryRegistry.Known known = registry.find(index, terms[(int) index]);
            if (known != null && known.isCommand) {
                return true;
            }
        }
        return false;
    }
}
