package io.balsa.raft.testkit.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads scenario files. The whole file is understood before anything runs, so that a mistake in its last line is found too. */
final class ScenarioParser {
    /** These change the world around the servers, so that more about its beginning may be said after them. */
    private static final Set<String> NOT_AN_INPUT = Set.of("cut", "heal", "hold", "release", "persist");

    private static final Map<String, String> NOT_SUPPORTED = Map.of(
            "snapshot-at", "snapshots",
            "compact", "snapshots",
            "read", "reads",
            "read-at", "reads",
            "members", "membership changes",
            "transfer", "leadership transfer");

    private final ScenarioSetup setup = new ScenarioSetup();
    private final SetupVerbs setupVerbs = new SetupVerbs(setup);
    private final Map<String, Verb> verbs = Verbs.all();
    private final List<Command> commands = new ArrayList<>();
    private String name = "";
    private boolean begun;

    private ScenarioParser() {}

    /**
     * Reads a scenario.
     *
     * @param file how to name it in messages
     * @param text its lines
     * @throws ScenarioSyntaxException if a line cannot be understood
     */
    static Scenario parse(String file, List<String> text) {
        ScenarioParser parser = new ScenarioParser();
        for (int i = 0; i < text.size(); i++) {
            String withoutComment = text.get(i).split("#", 2)[0].trim();
            if (!withoutComment.isEmpty()) {
                parser.line(new SourceLine(file, i + 1, withoutComment));
            }
        }
        if (parser.setup.nodes().isEmpty()) {
            throw new ScenarioSyntaxException(
                    new SourceLine(file, Math.max(1, text.size()), ""),
                    "no nodes: expected a line like: nodes n1 n2 n3");
        }
        return new Scenario(parser.name, parser.setup, List.copyOf(parser.commands));
    }

    private void line(SourceLine line) {
        Words words = new Words(line, setup.nodes().keySet());
        String verb = words.next("a verb");
        if (name.isEmpty()) {
            if (!verb.equals("scenario")) {
                throw words.error("'" + verb + "': expected the first line to be: scenario NAME");
            }
            words.next("the name of the scenario");
            name = line.text().substring(verb.length()).trim();
        } else if (NOT_SUPPORTED.containsKey(verb)) {
            throw words.error("not supported yet: " + verb + " (" + NOT_SUPPORTED.get(verb) + ")");
        } else if (setupVerbs.knows(verb)) {
            if (begun) {
                throw words.error(verb + ": expected before the first input");
            }
            setupVerbs.apply(verb, words);
        } else if (verbs.containsKey(verb)) {
            Step step = verbs.get(verb).parse(words);
            words.end();
            commands.add(new Command(line, step));
            begun |= !NOT_AN_INPUT.contains(verb);
        } else {
            throw words.error("unknown verb '" + verb + "'");
        }
    }
}
