package io.balsa.raft.transport.netty;

/** What the accepting side answers to a {@link Hello} it agrees with. */
record Welcome(int protocol, String clusterId, String nodeId, long incarnation) {}
