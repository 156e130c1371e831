package io.balsa.raft.testkit.scenario;

import io.balsa.raft.core.CoreSettings;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the world of a scenario begins: settings and servers. Filled by {@link SetupVerbs}. */
final class ScenarioSetup {
    private final Map<NodeId, NodeSetup> nodes = new LinkedHashMap<>();
    private long electionTimeoutNanos = 1_000_000_000L;
    private long heartbeatIntervalNanos = 100_000_000L;
    private boolean preVote = true;
    private boolean checkQuorum = true;
    private long maxBatchBytes = 1 << 20;
    private int maxInflightRequests = 256;
    private long maxInflightBytes = 1 << 20;
    private long seed = 1;
    private final Map<String, Integer> exploration = new LinkedHashMap<>();

    Map<NodeId, NodeSetup> nodes() {
        return Collections.unmodifiableMap(nodes);
    }

    void put(NodeId id, NodeSetup setup) {
        nodes.put(id, setup);
    }

    long seed() {
        return seed;
    }

    /** What an explorer may do from the end of the scenario on, and how often. */
    Map<String, Integer> exploration() {
        return Collections.unmodifiableMap(exploration);
    }

    void explore(String what, int howOften) {
        exploration.put(what, howOften);
    }

    CoreSettings settings() {
        return new CoreSettings(
                electionTimeoutNanos,
                heartbeatIntervalNanos,
                preVote,
                checkQuorum,
                maxBatchBytes,
                maxInflightRequests,
                maxInflightBytes);
    }

    /** The membership that was declared. */
    Membership membership() {
        List<NodeId> voters = new ArrayList<>();
        List<NodeId> learners = new ArrayList<>();
        nodes.forEach((id, setup) -> (setup.learner() ? learners : voters).add(id));
        return membership(voters, learners);
    }

    static Membership membership(Collection<NodeId> voters, Collection<NodeId> learners) {
        return new Membership(members(voters), List.of(), members(learners));
    }

    private static List<Member> members(Collection<NodeId> ids) {
        return ids.stream().map(id -> new Member(id, id.value())).toList();
    }

    /** Takes one {@code key=value} of a {@code config} line. */
    void configure(Condition setting, Words words) {
        String value = setting.value();
        switch (setting.key()) {
            case "prevote" -> preVote = isOn(value, words);
            case "checkquorum" -> checkQuorum = isOn(value, words);
            case "election" -> electionTimeoutNanos = words.durationNanos(value);
            case "heartbeat" -> heartbeatIntervalNanos = words.durationNanos(value);
            case "inflight" -> maxInflightRequests = Math.toIntExact(words.number("inflight", value));
            case "inflight-bytes" -> maxInflightBytes = words.sizeInBytes(value);
            case "batch-bytes" -> maxBatchBytes = words.sizeInBytes(value);
            case "seed" -> seed = words.number("seed", value);
            default ->
                throw words.error(
                        "unknown setting '" + setting.key()
                                + "', expected prevote, checkquorum, election, heartbeat, inflight, inflight-bytes, batch-bytes or seed");
        }
    }

    private static boolean isOn(String value, Words words) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw words.error("'" + value + "': expected on or off");
        };
    }
}
