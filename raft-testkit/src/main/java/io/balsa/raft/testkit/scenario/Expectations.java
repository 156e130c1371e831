package io.balsa.raft.testkit.scenario;

import io.balsa.raft.core.PeerProgress;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.invariants.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The forms of {@code expect}. */
final class Expectations {
    private static final Set<String> OUTCOMES = Set.of("committed", "lost", "rejected", "pending", "unknown");

    private static final Map<String, Function<PeerProgress, String>> PEER_FIELDS = Map.of(
            "state", peer -> peer.state().name().toLowerCase(Locale.ROOT),
            "match", peer -> Long.toString(peer.match()),
            "next", peer -> Long.toString(peer.next()),
            "inflight", peer -> Integer.toString(peer.inflightRequests()),
            "inflight-bytes", peer -> Long.toString(peer.inflightBytes()));

    private Expectations() {}

    static Step parse(Words words) {
        if (words.nextIsNode()) {
            return node(words);
        }
        String what = words.next("a node, message, no, messages, proposal, read or all");
        return switch (what) {
            case "message" -> message(words);
            case "no" -> noMessage(words);
            case "messages" -> messages(words);
            case "proposal" -> proposal(words);
            case "all" -> all(words);
            case "read" -> throw words.error("not supported yet: expect read (reads)");
            default ->
                throw words.error(
                        "unknown word '" + what + "', expected a node, message, no, messages, proposal or all");
        };
    }

    private static Step node(Words words) {
        NodeId id = words.nextNode();
        if (words.take("peer")) {
            return peer(id, words);
        }
        List<Condition> conditions = new ArrayList<>();
        do {
            conditions.add(NodeFields.parse(words));
        } while (words.hasNext());
        return run -> check(
                id.value(), conditions, field -> NodeFields.value(run.cluster().node(id), field));
    }

    private static Step peer(NodeId id, Words words) {
        NodeId peer = words.nextNode();
        List<Condition> conditions = new ArrayList<>();
        do {
            Condition condition = words.nextCondition();
            if (!PEER_FIELDS.containsKey(condition.key())) {
                throw words.error("unknown field '" + condition.key() + "', expected one of "
                        + new TreeSet<>(PEER_FIELDS.keySet()));
            }
            conditions.add(condition);
        } while (words.hasNext());
        return run -> {
            PeerProgress progress = run.cluster().node(id).peers().stream()
                    .filter(p -> p.id().equals(peer))
                    .findAny()
                    .orElseThrow(() -> new ScenarioFailure(
                            id + " to keep book of " + peer,
                            id + " is " + NodeFields.value(run.cluster().node(id), "role")));
            check(
                    id + " peer " + peer,
                    conditions,
                    field -> PEER_FIELDS.get(field).apply(progress));
        };
    }

    private static void check(String subject, List<Condition> conditions, Function<String, String> values) {
        List<String> expected = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Condition condition : conditions) {
            String value = values.apply(condition.key());
            if (!condition.holds(value)) {
                expected.add(condition.toString());
                seen.add(condition.key() + "=" + value);
            }
        }
        if (!expected.isEmpty()) {
            throw new ScenarioFailure(
                    subject + " " + String.join(" ", expected), subject + " " + String.join(" ", seen));
        }
    }

    private static Step message(Words words) {
        MessagePattern pattern = MessagePattern.parse(words);
        return run -> {
            if (run.network().matching(pattern).isEmpty()) {
                throw new ScenarioFailure("in flight " + pattern, between(run, pattern.direction()));
            }
        };
    }

    private static Step noMessage(Words words) {
        if (!words.take("message")) {
            throw words.error("expected: expect no message n1->n2 [TYPE]");
        }
        MessagePattern pattern = MessagePattern.parse(words);
        return run -> {
            if (!run.network().matching(pattern).isEmpty()) {
                throw new ScenarioFailure("not in flight " + pattern, between(run, pattern.direction()));
            }
        };
    }

    private static String between(ScenarioRun run, Direction direction) {
        List<Flight> flights = run.network().matching(new MessagePattern(direction, "", List.of()));
        return flights.isEmpty() ? "nothing in flight " + direction : "in flight " + flights;
    }

    private static Step messages(Words words) {
        Direction direction = words.nextDirection();
        MessagePattern pattern = new MessagePattern(direction, MessagePattern.optionalType(words), List.of());
        String operator = words.next("a comparison like <=");
        if (!Set.of("=", "!=", "<", "<=", ">", ">=").contains(operator)) {
            throw words.error("'" + operator + "': expected = != < <= > or >=");
        }
        long count = words.number("count", words.next("a number"));
        return run -> {
            long sent = run.network().sentCount(pattern);
            if (!Condition.compare(operator, sent, count)) {
                throw new ScenarioFailure(pattern + " sent " + operator + " " + count + " times", sent + " times");
            }
        };
    }

    private static Step proposal(Words words) {
        String word = words.next("the word of a proposal");
        String outcome = words.next("committed, lost, rejected, pending or unknown");
        if (!OUTCOMES.contains(outcome)) {
            throw words.error("unknown outcome '" + outcome + "', expected one of " + new TreeSet<>(OUTCOMES));
        }
        Condition index = words.hasNext() ? words.nextCondition() : null;
        if (index != null && !index.key().equals("index")) {
            throw words.error("'" + index + "': expected index=K");
        }
        return run -> {
            if (!run.proposals().isKnown(word)) {
                throw new ScenarioFailure("a proposal '" + word + "'", "none was made");
            }
            String seen = run.proposals().outcome(word);
            String seenIndex = run.proposals()
                    .entry(word)
                    .map(LogEntry::index)
                    .map(Object::toString)
                    .orElse("none");
            // To a client that still waits an outcome that nobody can tell yet is pending, too.
            boolean same = seen.equals(outcome) || outcome.equals("pending") && seen.equals("unknown");
            if (!same || index != null && !index.holds(seenIndex)) {
                throw new ScenarioFailure(
                        "proposal " + word + " " + outcome + (index == null ? "" : " " + index),
                        seen + " index=" + seenIndex);
            }
        };
    }

    private static Step all(Words words) {
        List<Condition> conditions = new ArrayList<>();
        do {
            conditions.add(NodeFields.parse(words));
        } while (words.hasNext());
        return run -> conditions.forEach(condition -> all(run, condition));
    }

    private static void all(ScenarioRun run, Condition condition) {
        Map<NodeId, String> values = run.cluster().nodes().stream()
                .filter(ScenarioNode::isRunning)
                .collect(Collectors.toMap(ScenarioNode::id, node -> NodeFields.value(node, condition.key())));
        boolean holds = condition.value().equals("equal")
                ? Set.copyOf(values.values()).size() <= 1
                : values.values().stream().allMatch(condition::holds);
        if (!holds) {
            throw new ScenarioFailure("all " + condition, condition.key() + " " + new TreeMap<>(values));
        }
    }
}
