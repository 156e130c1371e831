package io.balsa.raft.testkit.simulation;

import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.simulation.report.RunEvent;

/** Tells the trace what has changed about one server. */
final class StateNews {
    private final World world;
    private final NodeId id;
    private RunEvent.State lastTold;

    StateNews(World world, NodeId id) {
        this.world = world;
        this.id = id;
    }

    /** The next state is news, whatever it is. */
    void forget() {
        lastTold = null;
    }

    void tell(RaftCore core) {
        if (world.trace().isOn()) {
            RunEvent.State state = state(core);
            if (!state.isLike(lastTold)) {
                lastTold = state;
                world.trace().tell(state);
            }
        }
    }

    private RunEvent.State state(RaftCore core) {
        boolean isTurn = lastTold == null
                || core.term() != lastTold.term()
                || !core.role().name().equals(lastTold.role());
        return new RunEvent.State(
                world.timeline().nowNanos(),
                id.value(),
                core.role().name(),
                core.term(),
                core.lastIndex(),
                core.commitIndex(),
                core.leader().map(NodeId::value).orElse(""),
                core.votedFor().map(NodeId::value).orElse(""),
                isTurn);
    }
}
