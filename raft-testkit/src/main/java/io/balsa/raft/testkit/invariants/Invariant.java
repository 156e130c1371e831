package io.balsa.raft.testkit.invariants;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;

/**
 * A property that must hold at every moment. An observer calls these methods in the order in which things happen; each throws
 * {@link InvariantBroken} when it sees what must not be.
 */
public interface Invariant {
    /**
     * A server was started, for the first time or again.
     *
     * @param node the server, before its first input
     */
    default void started(NodeView node) {}

    /**
     * More of what the server wrote is durable. Called once for each batch, and when a crash left more than was acknowledged.
     *
     * @param node the server
     */
    default void durable(NodeView node) {}

    /**
     * A server sends a message.
     *
     * @param from the sender, in the state in which it is when the message leaves
     * @param to the receiver
     * @param message the message
     */
    default void sent(NodeView from, NodeId to, RaftMessage message) {}

    /**
     * A server applies an entry.
     *
     * @param node the server
     * @param entry what its log holds at the index applied
     */
    default void applied(NodeView node, LogEntry entry) {}

    /**
     * A server took an input, and all that follows from it was handed out.
     *
     * @param node the server
     */
    default void afterInput(NodeView node) {}

    /**
     * A server is about to lose all that it has, for good. From now on nothing is held against it that rests on its own memory; what holds for
     * the cluster as a whole still does.
     *
     * @param node the server, with what it has
     */
    default void wiped(NodeView node) {}
}
