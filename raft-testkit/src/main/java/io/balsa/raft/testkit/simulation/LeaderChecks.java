package io.balsa.raft.testkit.simulation;

import io.balsa.raft.core.PeerProgress;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** I1, one leader a term; I2, a leader only appends; I11, what a leader believes of its followers; I18, what it has on the way to them is bounded. */
final class LeaderChecks {
    private static final String ONE_LEADER = "I1, one leader a term";
    private static final String APPEND_ONLY = "I2, a leader only appends";
    private static final String MATCH = "I11, a leader's match is monotone, below next, and durable on the follower";
    private static final String INFLIGHT = "I18, what is on the way to a follower is bounded";

    private static final class Leadership {
        final SimulatedServer server;
        final int incarnation;
        final long[] matches;

        /** How often a server had been wiped when the leader last learned of it. */
        final int[] wipes;

        long lastIndex;

        Leadership(SimulatedServer server, List<SimulatedServer> servers) {
            this.server = server;
            this.incarnation = server.incarnation();
            this.matches = new long[servers.size()];
            this.wipes = servers.stream().mapToInt(SimulatedServer::wipes).toArray();
        }
    }

    private final List<SimulatedServer> servers;
    private final WorldSettings settings;
    private final ReplicationMarks marks;
    private final Map<Long, Leadership> leaderships = new HashMap<>();

    LeaderChecks(List<SimulatedServer> servers, WorldSettings settings, ReplicationMarks marks) {
        this.marks = marks;
        this.servers = servers;
        this.settings = settings;
    }

    /**
     * Looks at a server that leads.
     *
     * @return whether it is seen to lead this term for the first time
     */
    boolean leading(SimulatedServer server, RaftCore core) {
        Leadership leadership = leaderships.get(core.term());
        boolean isNew = leadership == null;
        if (isNew) {
            leadership = new Leadership(server, servers);
            leaderships.put(core.term(), leadership);
        } else if (leadership.server != server || leadership.incarnation != server.incarnation()) {
            throw new InvariantBroken(
                    ONE_LEADER,
                    server.id() + " (start " + server.incarnation() + ") leads term " + core.term() + ", which "
                            + leadership.server.id() + " (start " + leadership.incarnation + ") led");
        }
        if (core.lastIndex() < leadership.lastIndex) {
            throw new InvariantBroken(
                    APPEND_ONLY,
                    server.id() + " in term " + core.term() + ": log went from " + leadership.lastIndex + " to "
                            + core.lastIndex());
        }
        leadership.lastIndex = core.lastIndex();
        for (PeerProgress peer : core.peers()) {
            follower(server, core, leadership, peer);
        }
        return isNew;
    }

    /** {@return how many terms had a leader} */
    int terms() {
        return leaderships.size();
    }

    private void follower(SimulatedServer server, RaftCore core, Leadership leadership, PeerProgress peer) {
        SimulatedServer follower = find(peer);
        long match = peer.match();
        int number = follower.number();
        boolean mayBeGone = follower.wipes() > leadership.wipes[number];
        if (mayBeGone && match < leadership.matches[number]) {
            leadership.wipes[number] = follower.wipes();
            leadership.matches[number] = 0;
            mayBeGone = false;
            marks.wipeNoticed();
        }
        // A follower that has moved on to a later term may have cut off what it acknowledged to this leader. One that
        // was wiped has nothing of it, until the leader learns of that, once for each time.
        boolean durable = match == 0
                || follower.image().hardState().term() > core.term()
                || follower.image().holds(match, core.termAt(match))
                || mayBeGone && follower.heldBeforeWipe(match, core.termAt(match));
        boolean sane = durable && match >= leadership.matches[number] && peer.next() > match;
        if (!sane) {
            throw new InvariantBroken(
                    MATCH,
                    server.id() + " in term " + core.term() + " has of " + peer.id() + " " + peer + ", before "
                            + Arrays.toString(leadership.matches) + "; on its disk: " + follower.image());
        }
        leadership.matches[number] = match;
        marks.leading(peer);
        boolean bounded = peer.inflightRequests() <= settings.maxInflightRequests()
                && peer.inflightBytes() <= settings.maxInflightBytes() + settings.maxEntryBytes();
        if (!bounded) {
            throw new InvariantBroken(INFLIGHT, server.id() + " in term " + core.term() + ": " + peer);
        }
    }

    private SimulatedServer find(PeerProgress peer) {
        for (SimulatedServer server : servers) {
            if (server.id().equals(peer.id())) {
                return server;
            }
        }
        throw new IllegalStateException("no server " + peer.id());
    }
}
