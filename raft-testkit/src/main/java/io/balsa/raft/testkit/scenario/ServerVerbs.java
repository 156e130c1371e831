package io.balsa.raft.testkit.scenario;

import io.balsa.raft.Role;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.NodeId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Verbs that give servers inputs other than messages: time, campaigns, proposals. */
final class ServerVerbs {
    private ServerVerbs() {}

    static Map<String, Verb> all() {
        return Map.of(
                "campaign", ServerVerbs::campaign,
                "elect", ServerVerbs::elect,
                "tick", ServerVerbs::tick,
                "run", ServerVerbs::run,
                "propose", ServerVerbs::propose,
                "unreachable", ServerVerbs::unreachable);
    }

    private static Step campaign(Words words) {
        NodeId id = words.nextNode();
        return run -> run.cluster().input(id, "campaigns", RaftCore::campaign);
    }

    private static Step elect(Words words) {
        NodeId id = words.nextNode();
        return run -> {
            ScenarioCluster cluster = run.cluster();
            cluster.input(id, "campaigns", RaftCore::campaign);
            Set<NodeId> all =
                    cluster.nodes().stream().map(ScenarioNode::id).collect(Collectors.toCollection(LinkedHashSet::new));
            new Settling(cluster, all).settle();
            Role role = cluster.node(id).role();
            if (role != Role.LEADER) {
                throw new ScenarioFailure(id + " to lead", id + " is " + role);
            }
        };
    }

    private static Step tick(Words words) {
        long nanos = words.nextDurationNanos();
        Set<NodeId> among = words.nodesOrAll();
        return run -> new Settling(run.cluster(), among).tick(nanos);
    }

    private static Step run(Words words) {
        long nanos = words.nextDurationNanos();
        Set<NodeId> among = words.nodesOrAll();
        return run -> new Settling(run.cluster(), among).run(nanos);
    }

    private static Step propose(Words words) {
        NodeId id = words.nextNode();
        List<String> names = words.rest();
        if (names.isEmpty()) {
            throw words.error("the line ends, expected words to propose");
        }
        if (new LinkedHashSet<>(names).size() < names.size()) {
            throw words.error("a word stands twice; words name proposals");
        }
        return run -> {
            for (String name : names) {
                if (run.proposals().isKnown(name)) {
                    throw new ScenarioFailure("a word of its own for each proposal", "'" + name + "' a second time");
                }
            }
            run.proposals().propose(id, names);
        };
    }

    private static Step unreachable(Words words) {
        NodeId id = words.nextNode();
        NodeId peer = words.nextNode();
        return run -> run.cluster().input(id, "loses the connection to " + peer, core -> core.connectionLost(peer));
    }
}
