package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The verbs that say how the world begins. They take effect while the file is read, before anything happens. */
final class SetupVerbs {
    private final ScenarioSetup setup;
    private final Map<String, Consumer<Words>> verbs = Map.of(
            "config", this::config,
            "explore", this::explore,
            "nodes", words -> nodes(words, false),
            "learners", words -> nodes(words, true),
            "log", this::log,
            "state", this::state,
            "membership", this::membership);

    SetupVerbs(ScenarioSetup setup) {
        this.setup = setup;
    }

    boolean knows(String verb) {
        return verbs.containsKey(verb);
    }

    void apply(String verb, Words words) {
        verbs.get(verb).accept(words);
        words.end();
    }

    private void config(Words words) {
        do {
            setup.configure(words.nextCondition(), words);
        } while (words.hasNext());
    }

    /** Means nothing to a run: what the words are is for the explorer to know. */
    private void explore(Words words) {
        do {
            Condition limit = words.nextCondition();
            setup.explore(limit.key(), Math.toIntExact(words.number(limit.key(), limit.value())));
        } while (words.hasNext());
    }

    private void nodes(Words words, boolean learner) {
        List<String> names = words.rest();
        if (names.isEmpty()) {
            throw words.error("the line ends, expected names of nodes");
        }
        for (String name : names) {
            NodeId id = nodeId(name, words);
            if (setup.nodes().containsKey(id)) {
                throw words.error("node '" + name + "' was declared before");
            }
            setup.put(id, NodeSetup.empty(learner));
        }
    }

    private static NodeId nodeId(String name, Words words) {
        try {
            return NodeId.of(name);
        } catch (IllegalArgumentException e) {
            throw words.error(e.getMessage());
        }
    }

    private void log(Words words) {
        String name = words.next("the name of a node");
        int equals = name.indexOf('=');
        String first = equals < 0 ? "" : name.substring(equals + 1);
        NodeId id = words.node(equals < 0 ? name : name.substring(0, equals));
        if (equals < 0 && !words.take("=")) {
            throw words.error("expected = and the terms of the entries, like: log n1 = 1,1,2");
        }
        List<String> rest = new ArrayList<>(List.of(first.split(",", -1)));
        rest.addAll(words.rest());
        List<Long> terms = new ArrayList<>();
        long last = 1;
        for (String word : rest) {
            if (!word.isEmpty()) {
                long term = words.number("term", word);
                if (term < last) {
                    throw words.error("term " + term + ": expected at least " + last + ", terms do not fall");
                }
                terms.add(term);
                last = term;
            }
        }
        setup.put(id, setup.nodes().get(id).withTerms(terms));
    }

    private void state(Words words) {
        NodeId id = words.nextNode();
        NodeSetup node = setup.nodes().get(id);
        long term = node.hardState().term();
        Optional<NodeId> vote = node.hardState().votedFor();
        long commit = node.commit();
        while (words.hasNext()) {
            Condition field = words.nextCondition();
            switch (field.key()) {
                case "term" -> term = words.number("term", field.value());
                case "vote" ->
                    vote = field.value().equals("none") ? Optional.empty() : Optional.of(words.node(field.value()));
                case "commit" -> commit = words.number("commit", field.value());
                default -> throw words.error("unknown field '" + field.key() + "', expected term, vote or commit");
            }
        }
        setup.put(id, node.withState(new HardState(term, vote), commit));
    }

    private void membership(Words words) {
        NodeId id = words.nextNode();
        List<NodeId> voters = List.of();
        List<NodeId> learners = List.of();
        while (words.hasNext()) {
            Condition field = words.nextCondition();
            List<NodeId> ids = new ArrayList<>();
            for (String name : field.value().split(",", -1)) {
                ids.add(words.node(name));
            }
            switch (field.key()) {
                case "voters" -> voters = ids;
                case "learners" -> learners = ids;
                default -> throw words.error("unknown field '" + field.key() + "', expected voters or learners");
            }
        }
        try {
            setup.put(id, setup.nodes().get(id).withMembership(ScenarioSetup.membership(voters, learners)));
        } catch (IllegalArgumentException e) {
            throw words.error(e.getMessage());
        }
    }
}
