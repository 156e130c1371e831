package io.balsa.raft.examples.kv.server;

import io.balsa.raft.NodeHealth;
import io.balsa.raft.NodeStatus;
import io.balsa.raft.PeerStatus;
import io.balsa.raft.RaftNode;
import io.balsa.raft.examples.kv.KvStateMachine;
import io.balsa.raft.examples.kv.json.Json;
import io.balsa.raft.spi.Member;
import java.util.Map;

/** {@code /status}, {@code /health/live} and {@code /health/ready}: what this server knows of itself, without asking anybody. */
final class StatusPages {
    private final RaftNode node;
    private final KvStateMachine stateMachine;
    private final String clusterId;

    StatusPages(RaftNode node, KvStateMachine stateMachine, String clusterId) {
        this.node = node;
        this.stateMachine = stateMachine;
        this.clusterId = clusterId;
    }

    Answer status() {
        NodeStatus status = node.status();
        return Answer.json(
                200,
                Json.object(
                        "id", status.id().value(),
                        "cluster", clusterId,
                        "role", status.role(),
                        "term", status.term(),
                        "leader", status.leader().map(Object::toString),
                        "firstIndex", status.firstIndex(),
                        "lastIndex", status.lastIndex(),
                        "durableIndex", status.durableIndex(),
                        "commitIndex", status.commitIndex(),
                        "appliedIndex", status.appliedIndex(),
                        "keys", stateMachine.keyCount(),
                        "live", status.health().live(),
                        "ready", status.health().ready(),
                        "reasons", status.health().reasons(),
                        "members",
                                status.membership().members().stream()
                                        .map(this::member)
                                        .toList(),
                        "peers", status.peers().stream().map(StatusPages::peer).toList(),
                        "pid", ProcessHandle.current().pid()));
    }

    private Map<String, Object> member(Member member) {
        return Json.object(
                "id", member.id().value(),
                "raft", member.address(),
                "http", stateMachine.httpAddress(member.id().value()));
    }

    private static Map<String, Object> peer(PeerStatus peer) {
        return Json.object(
                "id", peer.id().value(),
                "replication", peer.replication(),
                "matchIndex", peer.matchIndex(),
                "nextIndex", peer.nextIndex(),
                "inflightRequests", peer.inflightRequests(),
                "sinceContactMillis", peer.sinceContactMillis());
    }

    Answer live() {
        NodeHealth health = node.status().health();
        return health(health.live(), "live", health);
    }

    Answer ready() {
        NodeHealth health = node.status().health();
        return health(health.ready(), "ready", health);
    }

    private static Answer health(boolean good, String what, NodeHealth health) {
        return good
                ? Answer.json(200, Json.object(what, true))
                : Answer.error(ErrorCode.UNHEALTHY, "not " + what + ": " + String.join("; ", health.reasons()));
    }
}
