package io.balsa.raft.node;

import io.balsa.raft.RaftConfig;
import io.balsa.raft.spi.NodeId;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What the agents of a server have in common. All of it is safe to use from any thread.
 *
 * @param id the server
 * @param config its settings
 * @param clock its time
 * @param lifecycle whether it works
 * @param nodeBell bell of the node agent
 * @param inbox what comes to the node agent from outside
 * @param reports what comes to the node agent from the other agents
 * @param admission bounds what clients have under way
 * @param callbacks runs the application's callbacks
 * @param completions how requests end
 * @param listeners whom to tell of changes
 */
record Shared(
        NodeId id,
        RaftConfig config,
        Clock clock,
        Lifecycle lifecycle,
        Doorbell nodeBell,
        Inbox inbox,
        Reports reports,
        Admission admission,
        Callbacks callbacks,
        Completions completions,
        Listeners listeners) {
    static Shared of(NodeId id, RaftConfig config, Clock clock, Optional<Executor> callbackExecutor) {
        Doorbell nodeBell = new Doorbell();
        Admission admission = new Admission(config.maxPendingProposals(), config.maxPendingBytes());
        Callbacks callbacks = new Callbacks(id, callbackExecutor);
        return new Shared(
                id,
                config,
                clock,
                new Lifecycle(id),
                nodeBell,
                new Inbox(nodeBell),
                new Reports(nodeBell),
                admission,
                callbacks,
                new Completions(callbacks),
                new Listeners(id, callbacks));
    }
}
