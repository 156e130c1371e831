package io.balsa.raft;

import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.Storage;
import io.balsa.raft.spi.Transport;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A checked description of a server, as a {@link RaftNodeBuilder} hands it to the runtime. Not for users.
 *
 * @param clusterId the cluster's name
 * @param id the server's name
 * @param bootstrap the membership with which the cluster begins
 * @param storage where the log is kept
 * @param transport how servers talk
 * @param stateMachine the application
 * @param config timeouts and limits
 * @param callbackExecutor who completes futures and calls callbacks; empty for threads of the server's own
 */
public record NodeSettings(
        String clusterId,
        NodeId id,
        Membership bootstrap,
        Storage storage,
        Transport transport,
        StateMachine stateMachine,
        RaftConfig config,
        Optional<Executor> callbackExecutor) {}
