package io.balsa.raft.transport.netty;

/** What the dialing side says first. The ids are as received: {@link HandshakeRules} judges them. */
record Hello(
        int protocolMin,
        int protocolMax,
        String clusterId,
        String nodeId,
        String targetId,
        long incarnation,
        int lane) {}
