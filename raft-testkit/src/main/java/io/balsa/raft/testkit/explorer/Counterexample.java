package io.balsa.raft.testkit.explorer;

import io.balsa.raft.core.InvariantViolation;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import io.balsa.raft.testkit.scenario.ScenarioWorld;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to a broken invariant as a scenario: the lines with which the exploration began, then a line for each action. The lines are run as they are written, by what
 * runs scenarios, with cores and checks of its own; the last of them is the one that fails there.
 *
 * @param lines the scenario
 * @param steps how many of its lines were found
 * @param broken what is wrong, in the words of the scenario
 */
record Counterexample(List<String> lines, int steps, String broken) {
    Counterexample {
        lines = List.copyOf(lines);
    }

    static Counterexample of(Start start, Catalog catalog, Outcome outcome) {
        List<String> found = new ArrayList<>();
        ScenarioWorld world = start.world();
        String broken = null;
        for (int action : outcome.path()) {
            if (broken == null) {
                String line = line(world, catalog, action);
                found.add(line);
                broken = run(world, line);
            }
        }
        if (broken == null) {
            throw new IllegalStateException("the explorer found " + outcome.broken()
                    + ", but the same lines as a scenario break nothing: " + found);
        }
        List<String> lines = new ArrayList<>(start.lines());
        lines.add("");
        lines.add("# Found by the explorer. The last line breaks " + broken.replace('\n', ' '));
        lines.addAll(found);
        return new Counterexample(lines, found.size(), broken);
    }

    private static String run(ScenarioWorld world, String line) {
        try {
            world.run(line);
            return null;
        } catch (InvariantBroken e) {
            return e.getMessage();
        } catch (InvariantViolation e) {
            return "a core finds its state broken: " + e.getMessage();
        } catch (RuntimeException e) {
            return "a core fails: " + e;
        }
    }

    /** An action as a line of the scenario. */
    static String line(ScenarioWorld world, Catalog catalog, int action) {
        Kind kind = Kind.of(action);
        if (kind.isOfMessage()) {
            return verb(kind) + " " + message(world, catalog, catalog.message(Kind.argument(action)));
        }
        NodeId id = catalog.servers().ids().get(Kind.server(action));
        int more = Kind.more(action);
        return switch (kind) {
            case PERSIST -> "persist " + id + " upto=" + (world.acknowledgedBatches(id) + 1);
            case RESTART -> "restart " + id;
            case CAMPAIGN -> "campaign " + id;
            case HEARTBEAT -> "tick " + (world.core(id).nextDeadlineNanos() - world.nowNanos(id)) + "ns " + id;
            case LAPSE -> "tick " + catalog.servers().settings().electionTimeoutNanos() + "ns " + id;
            case PROPOSE -> "propose " + id + " " + Execution.word(more);
            case CRASH -> "crash " + id + " keep=" + (world.acknowledgedBatches(id) + more);
            case BREAK -> "unreachable " + id + " " + catalog.servers().ids().get(more);
            case DELIVER, DROP, DUPLICATE ->
                throw new IllegalArgumentException(kind + ": expected an action of a server");
        };
    }

    private static String verb(Kind kind) {
        return switch (kind) {
            case DROP -> "drop";
            case DUPLICATE -> "dup";
            default -> "deliver";
        };
    }

    /** The message by its way, its type, and its place among those in flight that have both in common. */
    private static String message(ScenarioWorld world, Catalog catalog, Message wanted) {
        NodeId from = catalog.servers().ids().get(wanted.from);
        NodeId to = catalog.servers().ids().get(wanted.to);
        Class<?> type = wanted.content.getClass();
        long hash = Message.hash(wanted.content);
        int number = 0;
        for (ScenarioWorld.InFlight message : world.inFlight()) {
            if (message.from().equals(from)
                    && message.to().equals(to)
                    && message.message().getClass() == type) {
                number++;
                if (Message.hash(message.message()) == hash) {
                    String way = from + "->" + to + " " + type.getSimpleName();
                    return number == 1 ? way : way + " nth=" + number;
                }
            }
        }
        throw new IllegalStateException("no " + wanted.content + " in flight: " + world.inFlight());
    }
}
