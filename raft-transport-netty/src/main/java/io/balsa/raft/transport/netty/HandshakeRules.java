package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.NodeId;
import java.util.Optional;
import java.util.function.Predicate;

/** Who may talk to whom: judged by both sides of a connection, before any message of the protocol is looked at. */
final class HandshakeRules {
    /** The versions of the wire protocol that this code speaks. */
    static final int PROTOCOL_MIN = 1;

    static final int PROTOCOL_MAX = 1;

    private HandshakeRules() {}

    static Hello hello(LocalIdentity local, NodeId target, Lane lane) {
        return new Hello(
                PROTOCOL_MIN,
                PROTOCOL_MAX,
                local.clusterId(),
                local.self().id().value(),
                target.value(),
                local.incarnation(),
                lane.code());
    }

    static Welcome welcome(LocalIdentity local, Hello hello) {
        return new Welcome(
                Math.min(PROTOCOL_MAX, hello.protocolMax()),
                local.clusterId(),
                local.self().id().value(),
                local.incarnation());
    }

    /**
     * The accepting side's judgement.
     *
     * @param isPeer whether a node is a member we know
     * @return why not, or empty if all is well
     */
    static Optional<Refusal> judge(LocalIdentity local, Hello hello, Predicate<NodeId> isPeer) {
        if (hello.protocolMin() > PROTOCOL_MAX || hello.protocolMax() < PROTOCOL_MIN) {
            return refusal(
                    RefusalReason.VERSION,
                    "protocol versions " + hello.protocolMin() + " to " + hello.protocolMax() + ": expected one of "
                            + PROTOCOL_MIN + " to " + PROTOCOL_MAX);
        }
        if (!hello.clusterId().equals(local.clusterId())) {
            return refusal(RefusalReason.CLUSTER, wrongCluster(hello.clusterId(), local));
        }
        Optional<NodeId> from = nodeId(hello.nodeId());
        if (from.isEmpty()) {
            return refusal(RefusalReason.MALFORMED, "node id '" + hello.nodeId() + "': not a node id");
        }
        NodeId self = local.self().id();
        if (!hello.targetId().equals(self.value())) {
            return refusal(
                    RefusalReason.WRONG_NODE, "this is " + self + ", and not '" + hello.targetId() + "' as expected");
        }
        if (from.get().equals(self)) {
            return refusal(RefusalReason.OWN_ID, "both sides are called " + self);
        }
        if (!isPeer.test(from.get())) {
            return refusal(RefusalReason.UNKNOWN_NODE, self + " knows no member " + from.get());
        }
        if (Lane.ofCode(hello.lane()).isEmpty()) {
            return refusal(RefusalReason.LANE, "lane " + hello.lane() + ": expected 1 or 2");
        }
        return Optional.empty();
    }

    /**
     * The dialing side's judgement.
     *
     * @param target whom we meant to reach
     * @return why not, or empty if all is well
     */
    static Optional<Refusal> judge(LocalIdentity local, Welcome welcome, NodeId target) {
        if (welcome.protocol() < PROTOCOL_MIN || welcome.protocol() > PROTOCOL_MAX) {
            return refusal(
                    RefusalReason.VERSION,
                    "protocol version " + welcome.protocol() + ": expected " + PROTOCOL_MIN + " to " + PROTOCOL_MAX);
        }
        if (!welcome.clusterId().equals(local.clusterId())) {
            return refusal(RefusalReason.CLUSTER, wrongCluster(welcome.clusterId(), local));
        }
        if (!welcome.nodeId().equals(target.value())) {
            return refusal(
                    RefusalReason.WRONG_NODE, "this is '" + welcome.nodeId() + "', and not " + target + " as expected");
        }
        return Optional.empty();
    }

    private static String wrongCluster(String found, LocalIdentity local) {
        return "cluster '" + found + "': " + local.self().id() + " belongs to '" + local.clusterId() + "'";
    }

    private static Optional<NodeId> nodeId(String value) {
        try {
            return Optional.of(NodeId.of(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Refusal> refusal(RefusalReason reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }
}
