package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a scenario may ask about a server, by name. Of a server that is down its disk answers, as far as it can. */
final class NodeFields {
    private static final String DOWN = "down";

    private static final Map<String, Function<ScenarioNode, String>> FIELDS = new TreeMap<>(Map.ofEntries(
            Map.entry("role", node -> node.isRunning() ? role(node) : DOWN),
            Map.entry(
                    "term",
                    node -> Long.toString(
                            node.isRunning()
                                    ? node.term()
                                    : node.durableHardState().term())),
            Map.entry(
                    "vote",
                    node -> name(
                            node.isRunning()
                                    ? node.core().votedFor()
                                    : node.durableHardState().votedFor())),
            Map.entry("leader", node -> node.isRunning() ? name(node.core().leader()) : DOWN),
            Map.entry("commit", node -> node.isRunning() ? Long.toString(node.commitIndex()) : DOWN),
            Map.entry("applied", node -> node.isRunning() ? Long.toString(node.appliedIndex()) : DOWN),
            Map.entry("first", node -> Long.toString(node.log().baseIndex() + 1)),
            Map.entry("last", node -> Long.toString(node.log().lastIndex())),
            Map.entry(
                    "durable",
                    node -> Long.toString(
                            node.isRunning()
                                    ? node.durableIndex()
                                    : node.durableLog().lastIndex())),
            Map.entry("log", node -> node.log().terms()),
            Map.entry(
                    "members",
                    node -> node.isRunning() ? names(node.membership().voters()) : DOWN),
            Map.entry(
                    "learners",
                    node -> node.isRunning() ? names(node.membership().learners()) : DOWN),
            Map.entry("unsaved", node -> Integer.toString(node.issuedBatches() - node.acknowledgedBatches()))));

    private NodeFields() {}

    /** Reads a condition on a server; brings its value into the form in which {@link #value} answers. */
    static Condition parse(Words words) {
        Condition condition = words.nextCondition();
        if (!FIELDS.containsKey(condition.key())) {
            throw words.error("unknown field '" + condition.key() + "', expected one of " + FIELDS.keySet());
        }
        return new Condition(condition.key(), condition.operator(), canonical(condition, words));
    }

    private static String canonical(Condition condition, Words words) {
        String value = condition.value();
        return switch (condition.key()) {
            case "role" -> value.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
            case "members", "learners" ->
                value.equals("none") || value.isEmpty()
                        ? "none"
                        : Arrays.stream(value.split(",", -1))
                                .map(name -> words.node(name).value())
                                .sorted()
                                .collect(Collectors.joining(","));
            case "log" -> value.equals("none") ? "" : value;
            case "vote", "leader" -> value.equals("-") || value.isEmpty() ? "none" : value;
            default -> value;
        };
    }

    static String value(ScenarioNode node, String field) {
        return FIELDS.get(field).apply(node);
    }

    private static String role(ScenarioNode node) {
        return node.role().name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static String name(Optional<NodeId> id) {
        return id.map(NodeId::value).orElse("none");
    }

    private static String names(List<Member> members) {
        return members.isEmpty()
                ? "none"
                : members.stream().map(member -> member.id().value()).sorted().collect(Collectors.joining(","));
    }
}
