package io.balsa.raft.testkit.scenario;

import io.balsa.raft.core.CoreSettings;
import io.balsa.raft.core.PersistBatch;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.testkit.invariants.NodeView;
import java.util.List;
import java.util.Map;

/**
 * A scenario that goes on after its last line: the explorer begins with its state, and gives it further lines. Confined to one thread. Not for users: it
 * shows the insides of the library.
 */
@SuppressWarnings("exports")
public final class ScenarioWorld {
    private final String file;
    private final Scenario scenario;
    private final ScenarioRun run;
    private int lines;

    /**
     * A message in flight.
     *
     * @param from the sender
     * @param to the receiver
     * @param message the message
     */
    public record InFlight(NodeId from, NodeId to, RaftMessage message) {}

    private ScenarioWorld(String file, Scenario scenario, int lines) {
        this.file = file;
        this.scenario = scenario;
        this.run = new ScenarioRun(scenario.setup());
        this.lines = lines;
    }

    /**
     * Runs a scenario to its end.
     *
     * @param file how to name it in messages
     * @param lines its lines
     * @return the world as it is then
     * @throws ScenarioSyntaxException if a line cannot be understood
     * @throws RuntimeException if a line fails
     */
    public static ScenarioWorld after(String file, List<String> lines) {
        Scenario scenario = ScenarioParser.parse(file, lines);
        ScenarioWorld world = new ScenarioWorld(file, scenario, lines.size());
        scenario.commands().forEach(command -> command.step().run(world.run));
        return world;
    }

    /**
     * Runs one more line.
     *
     * @param line a line with an input
     * @throws RuntimeException what the line makes a core or an invariant throw, or says itself
     */
    public void run(String line) {
        Words words = new Words(
                new SourceLine(file, ++lines, line), scenario.setup().nodes().keySet());
        Step step = Verbs.all().get(words.next("a verb")).parse(words);
        words.end();
        step.run(run);
    }

    /** {@return the name of the scenario} */
    public String name() {
        return scenario.name();
    }

    /** {@return the settings of all cores} */
    public CoreSettings settings() {
        return scenario.setup().settings();
    }

    /** {@return what the line {@code explore} says: limits by their names} */
    public Map<String, Integer> exploration() {
        return scenario.setup().exploration();
    }

    /** {@return the servers, in the order in which they were declared} */
    public List<NodeId> nodes() {
        return run.cluster().nodes().stream().map(ScenarioNode::id).toList();
    }

    /**
     * Whether a server runs.
     *
     * @param id the server
     * @return false after a crash
     */
    public boolean isRunning(NodeId id) {
        return run.cluster().node(id).isRunning();
    }

    /**
     * A server as its invariants see it.
     *
     * @param id the server
     * @return a view; while the server is down only log, disk and name can be asked for
     */
    public NodeView view(NodeId id) {
        return run.cluster().node(id);
    }

    /**
     * The core of a server that runs.
     *
     * @param id the server
     * @return the core, not to be changed
     */
    public RaftCore core(NodeId id) {
        return run.cluster().node(id).core();
    }

    /**
     * What a server takes the membership to be as long as its log holds none.
     *
     * @param id the server
     * @return the membership
     */
    public Membership bootstrap(NodeId id) {
        return run.cluster().node(id).bootstrap();
    }

    /**
     * The time on a server's clock.
     *
     * @param id the server
     * @return in nanoseconds
     */
    public long nowNanos(NodeId id) {
        return run.cluster().node(id).nowNanos();
    }

    /**
     * The batches that a server has handed out and that are not durable.
     *
     * @param id the server
     * @return them in order
     */
    public List<PersistBatch> pending(NodeId id) {
        return run.cluster().node(id).pending();
    }

    /**
     * How many batches of a server are durable.
     *
     * @param id the server
     * @return their number since it was started
     */
    public int acknowledgedBatches(NodeId id) {
        return run.cluster().node(id).acknowledgedBatches();
    }

    /** {@return the messages in flight, in the order of sending} */
    public List<InFlight> inFlight() {
        return run.network().inFlight().stream()
                .map(flight -> new InFlight(flight.from(), flight.to(), flight.message()))
                .toList();
    }
}
