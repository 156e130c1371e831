package io.balsa.raft.testkit.simulation;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Role;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.Membership;
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
    private final MembershipChecks memberships;
    private final ElectionMarks elections;
    private final ReplicationMarks replication;

    private final long[] terms;
    private final long[] commits;

    Checks(
            List<SimulatedServer> servers,
            Membership membership,
            WorldSettings settings,
            Marks marks,
            boolean answersAreCompared) {
        this.elections = new ElectionMarks(servers, marks);
        this.replication = new ReplicationMarks(servers, settings, marks);
        this.committed = new CommittedEntries(registry, servers);
        this.leaders = new LeaderChecks(servers, settings, replication);
        this.promises = new PromiseChecks(servers);
        this.memberships = new MembershipChecks(servers, membership, promises);
        this.reads = new ReadChecks(committed, answersAreCompared);
        this.terms = new long[servers.size()];
        this.commits = new long[servers.size()];
    }

    ReplicationMarks replication() {
        return replication;
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
        elections.started(server, server.core());
        terms[server.number()] = server.core().term();
        commits[server.number()] = 0;
        stepped(server);
    }

    /** A server's disk was wiped. */
    void wiped(SimulatedServer server) {
        promises.wiped(server);
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
            memberships.elected(server, core);
            committed.leads(server, core);
            elections.elected(server, core);
        }
        memberships.stepped(server, core);
        elections.stepped(server, core);
        if (commit > commits[number]) {
            if (core.role() == Role.LEADER) {
                replication.committed(core, commits[number], commit);
            }
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
        elections.sent(from, from.core(), to, message);
        replication.sent(from, from.core(), to, message);
    }

    /** A message has come to a running server, which has not looked at it yet. */
    void arrived(SimulatedServer from, SimulatedServer to, RaftMessage message) {
        elections.arrived(from, to, message);
        replication.arrived(to, message);
    }

    /** A server is about to die. */
    void dying(SimulatedServer server) {
        elections.died(server, server.core());
    }

    void applied(SimulatedServer server, CommittedEntry entry, long previousIndex) {
        committed.applied(server, entry, previousIndex);
        reads.applied(entry);
    }
}
