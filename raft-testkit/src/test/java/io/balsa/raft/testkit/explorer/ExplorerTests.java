package io.balsa.raft.testkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.core.Fingerprint;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.scenario.ScenarioResult;
import io.balsa.raft.testkit.scenario.ScenarioRunner;
import io.balsa.raft.testkit.scenario.ScenarioWorld;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ExplorerTests {
    /** A change of these numbers is to be explained: the core, or the limits, allow more or less than before. */
    @Test
    void aSmallConfigurationIsExhausted() throws IOException {
        Outcome outcome = search(Start.load("exhausted-small").model());
        assertNull(outcome.broken());
        assertTrue(outcome.exhausted());
        assertEquals(13_403, outcome.states());
        assertEquals(45_307, outcome.transitions());
        assertEquals(25, outcome.depth());
    }

    /** Each class of states that differ only in names counts once: so with names there are more, up to six times as many. */
    @Test
    void namesDoNotCount() throws IOException {
        Start start = Start.load("exhausted-small");
        ScenarioWorld world = start.world();
        Outcome withNames = search(new Model(world, Limits.of(world.exploration()), false));
        Outcome without = search(start.model());
        assertTrue(withNames.exhausted());
        assertEquals(without.depth(), withNames.depth());
        assertTrue(withNames.states() > 5 * without.states(), withNames.states() + " states");
        assertTrue(withNames.states() <= 6 * without.states(), withNames.states() + " states");
    }

    @TestFactory
    Stream<DynamicTest> nothingIsFoundFrom() {
        return Start.names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> assertNull(Explorer.explore(name, 5_000, 0))));
    }

    @Test
    void walksFindNothing() throws IOException {
        assertNull(Explorer.explore("walks", 300, 1));
    }

    /** What is looked up is what cores do: the actions of a walk, as lines of a scenario, lead to the same servers and messages. */
    @Test
    void walksDoInAScenarioWhatTheyDoHere() throws IOException {
        for (String name : List.of("fresh", "figure-8-c", "learner", "connection-breaks")) {
            Start start = Start.load(name);
            Walks walks = new Walks(start);
            for (long seed = 0; seed < 10; seed++) {
                Outcome outcome = walks.walk(seed);
                ScenarioWorld world = start.world();
                for (int action : outcome.path()) {
                    world.run(Counterexample.line(world, walks.catalog(), action));
                }
                assertEquals(servers(world), servers(walks), name + ", seed " + seed);
                assertEquals(messages(world), messages(walks), name + ", seed " + seed);
            }
        }
    }

    /** Batches are numbered from the start of a server, so of two equal states the numbers may differ; a fingerprint counts them from the last one. */
    private static String fingerprint(RaftCore core, List<NodeId> ids) {
        return core.role() + " " + core.term() + " " + core.fingerprint(Fingerprint.timeless(ids::indexOf));
    }

    private static List<String> servers(ScenarioWorld world) {
        return world.nodes().stream()
                .map(id -> world.view(id).log() + " " + world.view(id).durableLog() + " "
                        + world.view(id).durableHardState() + " "
                        + (world.isRunning(id) ? fingerprint(world.core(id), world.nodes()) : "down"))
                .toList();
    }

    private static List<String> servers(Walks walks) {
        List<String> all = new ArrayList<>();
        List<NodeId> ids = walks.catalog().servers().ids();
        for (int number : walks.end().nodes) {
            NodeState node = walks.catalog().state(number);
            all.add(node.log + " " + node.disk.log() + " " + node.disk.hardState() + " "
                    + (node.core == null ? "down" : fingerprint(node.core, ids)));
        }
        return all;
    }

    private static List<String> messages(ScenarioWorld world) {
        return world.inFlight().stream()
                .map(message -> message.from() + " " + message.to() + " " + message.message())
                .sorted()
                .toList();
    }

    private static List<String> messages(Walks walks) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < walks.end().inFlight; i++) {
            Message message = walks.catalog().message(walks.end().messages[i]);
            List<NodeId> ids = walks.catalog().servers().ids();
            all.add(ids.get(message.from) + " " + ids.get(message.to) + " " + message.content);
        }
        return all.stream().sorted().toList();
    }

    /** Began with a commitment that no quorum backs, so that correct servers break what must not break. */
    private static final Start IMPOSSIBLE = new Start(
            "impossible",
            List.of(
                    "scenario n1 takes for committed what it alone has",
                    "config prevote=off checkquorum=off",
                    "explore terms=2 timeouts=1 proposals=1",
                    "nodes n1 n2 n3",
                    "log n1 = 1",
                    "state n1 commit=1",
                    "state n2 term=1",
                    "state n3 term=1"));

    @Test
    void aCounterexampleIsTheShortestAndFailsAsAScenario() {
        Model model = IMPOSSIBLE.model();
        Outcome outcome = search(model);
        assertNotNull(outcome.broken());
        assertTrue(outcome.broken().startsWith("I4, "), outcome.broken());
        // campaign, write, ask, write, grant
        assertEquals(5, outcome.path().size());

        Counterexample found = Counterexample.of(IMPOSSIBLE, model.catalog(), outcome);
        assertEquals(5, found.steps());
        ScenarioResult result = ScenarioRunner.run("found.scenario", found.lines());
        assertFalse(result.passed());
        assertTrue(
                result.report().startsWith("found.scenario:" + found.lines().size() + ": deliver "), result.report());
        assertTrue(result.report().contains("expected: invariant I4, "), result.report());
    }

    @Test
    void walksFindItToo() {
        Walks walks = new Walks(IMPOSSIBLE);
        Outcome outcome = null;
        for (long seed = 0; seed < 100 && (outcome == null || outcome.broken() == null); seed++) {
            outcome = walks.walk(seed);
        }
        assertNotNull(outcome.broken());
        Counterexample found = Counterexample.of(IMPOSSIBLE, walks.catalog(), outcome);
        assertFalse(ScenarioRunner.run("found.scenario", found.lines()).passed());
    }

    private static Outcome search(Model model) {
        return new Search(model, Long.MAX_VALUE, progress -> {}).run();
    }
}
