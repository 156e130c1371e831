package io.balsa.raft.testkit.simulation;

import io.balsa.raft.core.RaftCore;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import io.balsa.raft.testkit.simulation.report.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What must come true, and by when, once nothing goes wrong any more; E is the longest election timeout. At the end all machines lose power once more, and what was
 * ever acknowledged must be there.
 */
final class Liveness {
    private static final String LEADER = "L1, a leader known to all";
    private static final String WRITE = "L2, a write through each server succeeds";
    private static final String SAME = "L3, all servers have applied everything";
    private static final String IDLE = "L5, all servers have applied everything though no client does anything";
    private static final String TERMS = "L6, terms do not rise while nothing goes wrong";
    private static final String CALLS = "L7, every call ends";
    private static final String KEPT = "L3, what was acknowledged survives a power cut of all machines";

    private static final long LOOK_EVERY_NANOS = 500_000;
    private static final double DRIFT_ALLOWANCE = 1.05;
    private static final int TINY_BATCH_BYTES = 16 << 10;
    private static final double SLOWEST_ENTRY_NANOS = 5e6;

    private final World world;
    private final boolean idle;
    private final double electionNanos;
    private List<SimulatedServer> intact = List.of();

    Liveness(World world, Profile profile) {
        this.world = world;
        this.idle =
                profile == Profile.IDLE || Chance.of(world.seed(), "liveness").happens(0.3);
        this.electionNanos = world.settings().maxElectionTimeoutNanos() * DRIFT_ALLOWANCE;
    }

    void prove() {
        heal();
        if (idle) {
            world.clients().stop();
        }
        within(LEADER, leaderBound(), this::leaderIsKnown);
        if (idle) {
            within(IDLE, 20 * electionNanos + backlogNanos(), this::allAreEqual);
        }
        // All may have known a leader at the moment of healing who had just lost most of them: what is elected until
        // the cluster is at
        // rest is no flapping.
        long term = intact.get(0).core().term();
        long before = world.timeline().nowNanos();
        List<Client> probes = new ArrayList<>();
        for (SimulatedServer server : intact) {
            probes.add(world.clients().probe(server.id()));
        }
        within(WRITE, 5 * electionNanos + backlogNanos(), () -> probes.stream().allMatch(Client::isAcknowledged));
        world.clients().stop();
        within(SAME, 10 * electionNanos + backlogNanos(), this::allAreEqual);
        long risen = intact.get(0).core().term() - term;
        if (risen > mostElections() && world.timeline().nowNanos() - before <= 20 * electionNanos) {
            throw new InvariantBroken(TERMS, "from " + term + " to " + describe());
        }
        within(CALLS, 10 * electionNanos, () -> world.clients().waiting().isEmpty());
        standStill();
        survivePowerCut();
    }

    /** Nothing goes wrong any more and nothing is asked: not a single election has a reason. */
    private void standStill() {
        long term = intact.get(0).core().term();
        long end = world.timeline().nowNanos() + (long) (5 * electionNanos);
        while (world.stepBefore(end)) {
            // Everything happens in events.
        }
        if (intact.stream().anyMatch(server -> server.core().term() != term)) {
            throw new InvariantBroken(TERMS, "all was at rest in term " + term + ", now " + describe());
        }
    }

    private void survivePowerCut() {
        world.passenger().compareStates(intact);
        long lastIndex = intact.get(0).process().machine().lastIndex();
        long chain = intact.get(0).process().machine().chain();
        intact.forEach(server -> server.kill(true));
        heal();
        within(LEADER, leaderBound(), this::leaderIsKnown);
        within(KEPT, 10 * electionNanos + backlogNanos(), this::allAreEqual);
        AppendMachine machine = intact.get(0).process().machine();
        if (machine.lastIndex() != lastIndex || machine.chain() != chain) {
            throw new InvariantBroken(KEPT, "applied was up to " + lastIndex + ", now up to " + machine.lastIndex());
        }
        world.passenger().compareStates(intact);
    }

    private void heal() {
        if (world.trace().isOn()) {
            world.trace().tell(new RunEvent.Healed(world.timeline().nowNanos()));
        }
        world.network().heal();
        for (SimulatedServer server : world.servers()) {
            if (server.isRotten()) {
                // A disk that cannot be trusted is not healed. The others must do without its server.
                server.retire();
                continue;
            }
            if (server.hasFailed()) {
                server.close();
            }
            server.heal();
            server.start();
        }
        intact = world.servers().stream().filter(server -> !server.isRotten()).toList();
        within("L1, every server can be started", 1e9, () -> intact.stream().allMatch(SimulatedServer::isUp));
    }

    /** Without pre-vote each server that was cut off may still end a leadership, or a vote, that it heard nothing of. */
    private int mostElections() {
        return world.settings().preVote() ? 3 : 3 + world.voters().size();
    }

    private double leaderBound() {
        return (world.voters().size() % 2 == 0 ? 20 : 10) * electionNanos + backlogNanos();
    }

    /** Time to work off what has piled up, at the least speed that is acceptable. */
    private double backlogNanos() {
        long last = world.checks().committed().lastIndex();
        long least = last;
        for (SimulatedServer server : intact) {
            if (server.isUp()) {
                least = Math.min(
                        least,
                        Math.min(server.core().commitIndex(), server.image().lastIndex()));
            }
        }
        return (last - least) * slowestEntryNanos();
    }

    /** Tiny batches, or links that let messages overtake one another, can mean a round trip and a write for each entry. */
    private double slowestEntryNanos() {
        WorldSettings settings = world.settings();
        boolean oneByOne = settings.maxBatchBytes() < TINY_BATCH_BYTES || !settings.inOrder();
        double roundNanos = 10.0 * settings.latencyNanos() + 4.0 * settings.diskNanos();
        return Math.max(SLOWEST_ENTRY_NANOS, oneByOne ? roundNanos : 0);
    }

    private boolean leaderIsKnown() {
        RaftCore first = intact.get(0).core();
        for (SimulatedServer server : intact) {
            RaftCore core = server.core();
            if (core.leader().isEmpty()
                    || core.term() != first.term()
                    || !core.leader().equals(first.leader())) {
                return false;
            }
        }
        return true;
    }

    private boolean allAreEqual() {
        RaftCore first = intact.get(0).core();
        AppendMachine machine = intact.get(0).process().machine();
        for (SimulatedServer server : intact) {
            RaftCore core = server.core();
            AppendMachine other = server.process().machine();
            if (core.lastIndex() != first.lastIndex()
                    || core.commitIndex() != core.lastIndex()
                    || core.appliedIndex() != core.lastIndex()
                    || other.chain() != machine.chain()) {
                return false;
            }
        }
        return true;
    }

    private void within(String what, double boundNanos, BooleanSupplier condition) {
        long begin = world.timeline().nowNanos();
        long deadline = begin + (long) boundNanos;
        long look = begin;
        while (!condition.getAsBoolean()) {
            if (look >= deadline) {
                throw new InvariantBroken(what, "not within " + (long) (boundNanos / 1e6) + " ms: " + describe());
            }
            look += LOOK_EVERY_NANOS;
            while (world.stepBefore(look)) {
                // Everything happens in events.
            }
        }
        world.tell("world", what + ": true after " + (world.timeline().nowNanos() - begin) / 1_000_000 + " ms");
    }

    private String describe() {
        return world.servers().stream()
                        .map(server -> server.core() == null
                                ? server.id() + " down"
                                : server.core().describe())
                        .toList()
                + world.clients().waiting().map(waiting -> "; " + waiting).orElse("");
    }
}
