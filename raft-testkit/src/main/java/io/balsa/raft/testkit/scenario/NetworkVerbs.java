package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Verbs that decide what becomes of messages. */
final class NetworkVerbs {
    private NetworkVerbs() {}

    static Map<String, Verb> all() {
        Map<String, Verb> all = new HashMap<>();
        all.put("settle", NetworkVerbs::settle);
        all.put("deliver", words -> one(words, ScenarioCluster::deliver));
        all.put("dup", words -> one(words, ScenarioCluster::deliverCopy));
        all.put("drop", NetworkVerbs::drop);
        all.put("hold", NetworkVerbs::hold);
        all.put("release", NetworkVerbs::release);
        all.put("cut", NetworkVerbs::cut);
        all.put("heal", NetworkVerbs::heal);
        all.put("inject", NetworkVerbs::inject);
        return all;
    }

    private static Step settle(Words words) {
        Set<NodeId> among = words.nodesOrAll();
        return run -> new Settling(run.cluster(), among).settle();
    }

    private static Step one(Words words, BiConsumer<ScenarioCluster, Flight> action) {
        MessagePattern pattern = pattern(words);
        int number = nth(words);
        return run -> action.accept(run.cluster(), find(run, pattern, number));
    }

    private static Step drop(Words words) {
        MessagePattern pattern = pattern(words);
        if (words.take("all")) {
            return run -> run.network().matching(pattern).forEach(run.cluster()::drop);
        }
        int number = nth(words);
        return run -> run.cluster().drop(find(run, pattern, number));
    }

    private static MessagePattern pattern(Words words) {
        Direction direction = words.nextDirection();
        return new MessagePattern(direction, MessagePattern.optionalType(words), List.of());
    }

    private static int nth(Words words) {
        if (!words.hasNext()) {
            return 1;
        }
        Condition nth = words.nextCondition();
        if (!nth.key().equals("nth")
                || !nth.operator().equals("=")
                || nth.value().equals("0")) {
            throw words.error("'" + nth + "': expected nth=K, with K from 1");
        }
        return Math.toIntExact(words.number("nth", nth.value()));
    }

    private static Flight find(ScenarioRun run, MessagePattern pattern, int number) {
        List<Flight> matching = run.network().matching(pattern);
        if (matching.size() < number) {
            throw new ScenarioFailure(
                    "at least " + number + " in flight of " + pattern, matching.size() + " in flight");
        }
        return matching.get(number - 1);
    }

    private static Step hold(Words words) {
        List<Direction> links = words.nextLinks();
        String type = MessagePattern.optionalType(words);
        return run -> run.network().hold(links, type);
    }

    private static Step release(Words words) {
        List<Direction> links = words.nextLinks();
        String type = MessagePattern.optionalType(words);
        return run -> run.network().release(links, type);
    }

    private static Step cut(Words words) {
        List<Direction> links = words.nextLinks();
        return run -> run.network().cut(links);
    }

    private static Step heal(Words words) {
        if (!words.hasNext()) {
            return run -> run.network().healAll();
        }
        List<Direction> links = words.nextLinks();
        return run -> run.network().heal(links);
    }

    private static Step inject(Words words) {
        Direction direction = words.nextDirection();
        MessageText text = MessageText.parse(words);
        return run -> {
            RaftMessage message = text.message(run.cluster());
            run.cluster().inject(direction.from(), direction.to(), message);
        };
    }
}
