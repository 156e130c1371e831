package io.balsa.raft.testkit.simulation;

import io.balsa.raft.Role;
import io.balsa.raft.core.PeerProgress;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.TermRun;
import io.balsa.raft.spi.WriteBatch;
import java.util.List;

/** Sees from outside which situations replication gets into: in messages, and in what is written. */
final class ReplicationMarks {
    private static final int MANY = 10;

    private final List<SimulatedServer> servers;
    private final WorldSettings settings;
    private final Marks marks;

    /** The leader and term of the last answer of each server, if that was a refusal. */
    private final AppendResponse[] refusals;

    private final NodeId[] refused;

    ReplicationMarks(List<SimulatedServer> servers, WorldSettings settings, Marks marks) {
        this.servers = servers;
        this.settings = settings;
        this.marks = marks;
        this.refusals = new AppendResponse[servers.size()];
        this.refused = new NodeId[servers.size()];
    }

    void sent(SimulatedServer from, RaftCore core, NodeId to, RaftMessage message) {
        if (message instanceof AppendRequest request) {
            marks.hitIf(request.entries().count() > 1, Mark.BATCH);
        } else if (message instanceof AppendResponse response) {
            answered(from, core, to, response);
        }
    }

    private void answered(SimulatedServer from, RaftCore core, NodeId to, AppendResponse response) {
        int number = from.number();
        AppendResponse before = refusals[number];
        refusals[number] = null;
        if (response.success() || core.term() != response.term()) {
            return;
        }
        marks.hit(response.rejected() > response.lastIndex() ? Mark.LOG_TOO_SHORT : Mark.LOG_CONFLICTS);
        marks.hitIf(
                before != null
                        && before.term() == response.term()
                        && before.rejected() != response.rejected()
                        && to.equals(refused[number]),
                Mark.SEVERAL_REFUSALS);
        refusals[number] = response;
        refused[number] = to;
    }

    void arrived(SimulatedServer to, RaftMessage message) {
        RaftCore core = to.core();
        if (message instanceof AppendResponse response) {
            marks.hitIf(
                    core.role() != Role.LEADER || core.term() != response.term() && response.success(),
                    Mark.ANSWER_TO_OLD_LEADER);
        } else if (message instanceof AppendRequest request) {
            if (request.term() < core.term()) {
                marks.hit(Mark.OLD_LEADER_HEARD);
                return;
            }
            marks.hitIf(core.role() == Role.CANDIDATE, Mark.CANDIDATE_GETS_ENTRIES);
            if (!request.entries().isEmpty()
                    && holds(core, request, request.entries().firstIndex())) {
                marks.hit(holds(core, request, request.lastIndex()) ? Mark.ENTRIES_KNOWN : Mark.ENTRIES_OVERLAP);
            }
        }
    }

    private static boolean holds(RaftCore core, AppendRequest request, long index) {
        long term = 0;
        for (TermRun run : request.entries().termRuns()) {
            term = run.firstIndex() <= index ? run.term() : term;
        }
        return index <= core.lastIndex() && core.termAt(index) == term;
    }

    /** A leader's commit index went up. */
    void committed(RaftCore leader, long from, long to) {
        marks.hitIf(leader.durableIndex() < to, Mark.COMMITTED_AHEAD_OF_OWN_DISK);
        marks.hitIf(leader.termAt(from + 1) < leader.term(), Mark.OLD_TERM_COMMITTED);
        marks.hitIf(to - from >= MANY, Mark.COMMITTED_MANY);
        int holders = 0;
        int voters = 0;
        for (SimulatedServer server : servers) {
            marks.hitIf(!server.isUp(), Mark.COMMITTED_WHILE_ONE_IS_DOWN);
            voters += server.isVoter() ? 1 : 0;
            holders += server.isVoter() && server.image().holds(to, leader.termAt(to)) ? 1 : 0;
        }
        marks.hitIf(holders < voters && holders == voters / 2 + 1, Mark.COMMITTED_BY_BARE_MAJORITY);
    }

    void wipeNoticed() {
        marks.hit(Mark.WIPE_NOTICED);
    }

    void leading(PeerProgress peer) {
        marks.hitIf(peer.inflightRequests() == settings.maxInflightRequests(), Mark.WINDOW_FULL);
    }

    /** Batches go to a disk together. */
    void writing(List<WriteBatch> batches) {
        marks.hitIf(batches.size() > 1, Mark.GROUP_WRITE);
        for (WriteBatch batch : batches) {
            boolean appends = !batch.entries().isEmpty();
            marks.hitIf(batch.hardState().isPresent() && appends, Mark.TERM_WITH_ENTRIES);
            marks.hitIf(batch.truncateFrom() != 0 && appends, Mark.LOG_CUT_AND_CONTINUED);
        }
    }

    /** A server died, or its disk failed, with these batches written and not reported durable. */
    void interrupted(List<WriteBatch> batches) {
        for (WriteBatch batch : batches) {
            marks.hitIf(batch.hardState().isPresent(), Mark.DIED_VOTING);
            marks.hitIf(batch.truncateFrom() != 0, Mark.DIED_CUTTING);
        }
    }

    /** A write failed; the server does not know it yet. */
    void storageFailed(RaftCore core) {
        if (core.role() == Role.LEADER) {
            marks.hit(Mark.STORAGE_OF_LEADER_FAILED);
            marks.hitIf(
                    core.peers().stream().anyMatch(peer -> peer.inflightRequests() > 0),
                    Mark.STORAGE_OF_BUSY_LEADER_FAILED);
        }
    }
}
