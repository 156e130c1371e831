package io.balsa.raft.testkit.simulation;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Role;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import java.util.List;

/**
 * Watches all servers from outside and throws {@link InvariantBroken} at what must not be. Looks after each event only at the server that did something, and
 * there only at what changed, so that it costs little more than the event.
 */
final class Checks {
    private static final String TERM_FALLS = "I8, the term never falls";
    private static final String ORDER = "I10, applied ≤ commit ≤ last, and the commit index never falls";

    private final EntryRegistry registry = new EntryRegistry();
    private final CommittedEntries committed;
    private final LeaderChecks leaders;
    private final PromiseChecks promises;
    private final ReadChecks reads;
    private final Marks marks;

    private final long[] terms;
    private final long[] commits;

    Checks(List<SimulatedServer> servers, WorldSettings settings, Marks marks, boolean answersAreCompared) {
        this.marks = marks;
        this.committed = new CommittedEntries(registry, servers, marks);
        this.leaders = new LeaderChecks(servers, settings);
        this.promises = new PromiseChecks(servers);
        this.reads = new ReadChecks(committed, answersAreCompared);
        this.terms = new long[servers.size()];
        this.commits = new long[servers.size()];
    }

    CommittedEntries committed() {
        return committed;
    }

    LeaderChecks leaders() {
        return leaders;
    }

    ReadChecks reads() {
        return reads;
    }

    /** A server has started, with what was on its disk. */
    void started(SimulatedServer server, HardState before) {
        promises.hardState(server, before, server.image().hardState());
        terms[server.number()] = server.core().term();
        commits[server.number()] = 0;
        stepped(server);
    }

    /** The node agent of a server has done something. */
    void stepped(SimulatedServer server) {
        RaftCore core = server.core();
        int number = server.number();
        if (core.term() < terms[number]) {
            throw new InvariantBroken(
                    TERM_FALLS, server.id() + " went from term " + terms[number] + " to " + core.term());
        }
        terms[number] = core.term();
        long commit = core.commitIndex();
        if (commit < commits[number] || core.appliedIndex() > commit || commit > core.lastIndex()) {
            throw new InvariantBroken(ORDER, "commit was " + commits[number] + ": " + core.describe());
        }
        if (core.role() == Role.LEADER && leaders.leading(server, core)) {
            committed.leads(server, core);
            marks.hit(Mark.LEADER_CHANGED);
        }
        if (commit > commits[number]) {
            committed.advanced(server, core, commits[number], commit);
            commits[number] = commit;
        }
    }

    /** A batch goes to a server's disk. */
    void writing(SimulatedServer server, WriteBatch batch) {
        DurableImage written = server.written();
        if (batch.truncateFrom() != 0) {
            committed.cut(server, written, batch.truncateFrom());
        }
        EntryCursor entry = batch.entries().cursor();
        long term =
                batch.entries().isEmpty() ? 0 : written.termAt(batch.entries().firstIndex() - 1);
        while (entry.next()) {
            registry.written(server.id().value(), entry, term);
            term = entry.term();
        }
    }

    void durable(SimulatedServer server, HardState before) {
        promises.hardState(server, before, server.image().hardState());
    }

    void sent(SimulatedServer from, NodeId to, RaftMessage message) {
        promises.sent(from, from.core(), to, message);
    }

    void applied(SimulatedServer server, CommittedEntry entry, long previousIndex) {
        committed.applied(server, entry, previousIndex);
        reads.applied(entry);
    }
}
