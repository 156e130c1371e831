package io.balsa.raft.testkit.simulation;

import io.balsa.raft.Role;
import io.balsa.raft.testkit.simulation.report.RunEvent;
import java.util.ArrayList;
import java.util.List;

/** Lets the faults of a plan happen, and end. */
final class FaultInjector {
    private final World world;
    private final FaultAtlas atlas;

    FaultInjector(World world) {
        this.world = world;
        this.atlas = new FaultAtlas(world);
    }

    /** Puts those faults of a plan on the timeline that come before the end of the safety phase. */
    void schedule(FaultPlan plan, long untilNanos) {
        for (Fault fault : plan.faults()) {
            if (fault.atNanos() < untilNanos) {
                world.timeline().at(fault.atNanos(), fault.draw(), () -> inject(fault));
            }
        }
    }

    private void inject(Fault fault) {
        Chance chance = Chance.of(fault.draw(), fault.kind().name());
        switch (fault.kind()) {
            case CUT_ONE, CUT_HALVES, LEADER_IN_MINORITY, LEADER_IN_MAJORITY, DEAF, MUTE -> partition(fault, chance);
            case RING, BRIDGE, CUT_LINK -> cut(fault, linksOf(fault, chance));
            case CLOG -> clog(fault, links(chance));
            case RESET -> reset(fault, chance);
            case LOSS, DUPLICATION, REORDERING, LATENCY, CORRUPTION -> disturb(fault, chance);
            case KILL, POWER_CUT -> stop(fault, List.of(victim(chance)));
            case POWER_CUT_ALL -> stop(fault, world.servers());
            case RESTART -> restart(fault, victim(chance));
            case WIPE -> wipe(fault, chance);
            default -> weaken(fault, chance);
        }
    }

    private void tell(Fault fault, List<SimulatedServer> servers, List<Link> links) {
        if (world.trace().isOn()) {
            world.trace()
                    .tell(new RunEvent.Struck(
                            world.timeline().nowNanos(),
                            fault.forNanos(),
                            fault.kind().name(),
                            fault.toString(),
                            servers.stream().map(server -> server.id().value()).toList(),
                            world.network().names(links)));
        }
    }

    private long endOf(Fault fault) {
        return world.timeline().nowNanos() + fault.forNanos();
    }

    // ---- partitions ----

    private void partition(Fault fault, Chance chance) {
        List<SimulatedServer> order = new ArrayList<>(world.voters());
        chance.shuffle(order);
        int majority = order.size() / 2 + 1;
        SimulatedServer leader = leader();
        if (leader != null && fault.kind() == FaultKind.LEADER_IN_MINORITY) {
            order.remove(leader);
            order.add(0, leader);
        } else if (leader != null && fault.kind() == FaultKind.LEADER_IN_MAJORITY) {
            order.remove(leader);
            order.add(leader);
        }
        int inside = switch (fault.kind()) {
            case LEADER_IN_MINORITY, LEADER_IN_MAJORITY -> order.size() - majority;
            case CUT_HALVES -> order.size() / 2;
            default -> 1;
        };
        List<SimulatedServer> cutOff = new ArrayList<>(order.subList(0, inside));
        for (SimulatedServer learner : world.learners()) {
            if (chance.happens(0.5)) {
                cutOff.add(learner);
            }
        }
        boolean outgoing = fault.kind() != FaultKind.DEAF;
        boolean incoming = fault.kind() != FaultKind.MUTE;
        cut(fault, world.network().around(cutOff, outgoing, incoming));
    }

    private List<Link> linksOf(Fault fault, Chance chance) {
        if (fault.kind() == FaultKind.CUT_LINK) {
            return links(chance);
        }
        List<SimulatedServer> order = new ArrayList<>(world.servers());
        chance.shuffle(order);
        int size = order.size();
        List<Link> cut = new ArrayList<>();
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                int distance = Math.min(Math.floorMod(from - to, size), Math.floorMod(to - from, size));
                // In a bridge the middle one talks to both sides, which do not talk to each other.
                boolean apart = fault.kind() == FaultKind.RING
                        ? distance > 1
                        : from != size / 2 && to != size / 2 && (from < size / 2) != (to < size / 2);
                if (apart) {
                    cut.add(world.network().link(order.get(from), order.get(to)));
                }
            }
        }
        return cut;
    }

    private void cut(Fault fault, List<Link> links) {
        tell(fault, List.of(), links);
        links.forEach(Link::cut);
        world.timeline().in(fault.forNanos(), () -> {
            links.forEach(Link::mend);
            world.tell("fault", "end of " + fault);
        });
    }

    // ---- links ----

    /** One link, or all. */
    private List<Link> links(Chance chance) {
        List<SimulatedServer> servers = world.servers();
        if (chance.happens(0.5)) {
            return List.of(world.network().link(chance.pick(servers), chance.pick(servers)));
        }
        SimulatedServer one = chance.pick(servers);
        return world.network().around(List.of(one), true, chance.happens(0.5));
    }

    private void clog(Fault fault, List<Link> links) {
        tell(fault, List.of(), links);
        links.forEach(link -> link.clogUntil(endOf(fault)));
    }

    private void reset(Fault fault, Chance chance) {
        SimulatedServer one = chance.pick(world.servers());
        SimulatedServer other = chance.pick(world.servers());
        if (one != other) {
            tell(
                    fault,
                    List.of(),
                    List.of(world.network().link(one, other), world.network().link(other, one)));
            world.network().reset(one, other, chance.happens(0.5));
        }
    }

    private void disturb(Fault fault, Chance chance) {
        double rate = chance.logUniform(0.01, 0.5);
        FaultKind kind = fault.kind();
        Disturbance disturbance = new Disturbance(
                kind == FaultKind.LOSS ? rate : 0,
                kind == FaultKind.DUPLICATION ? rate : 0,
                kind == FaultKind.CORRUPTION ? rate : 0,
                kind == FaultKind.LATENCY ? (long) chance.logUniform(1e6, 1e9) : 0,
                kind == FaultKind.REORDERING);
        List<Link> links = chance.happens(0.5)
                ? links(chance)
                : world.network().around(world.servers().subList(0, 1), true, true);
        tell(fault, List.of(), links);
        links.forEach(link -> link.disturb(disturbance));
        world.timeline().in(fault.forNanos(), () -> links.forEach(Link::calmDown));
    }

    // ---- servers ----

    private void stop(Fault fault, List<SimulatedServer> servers) {
        tell(fault, servers, List.of());
        for (SimulatedServer server : servers) {
            server.kill(fault.kind() != FaultKind.KILL);
            world.timeline().in(fault.forNanos(), server::start);
        }
    }

    private void restart(Fault fault, SimulatedServer server) {
        tell(fault, List.of(server), List.of());
        server.close();
        world.timeline().in(fault.forNanos(), server::start);
    }

    private void wipe(Fault fault, Chance chance) {
        if (!world.learners().isEmpty()) {
            SimulatedServer learner = chance.pick(world.learners());
            tell(fault, List.of(learner), List.of());
            learner.wipe();
            world.timeline().in(fault.forNanos(), learner::start);
        }
    }

    private void weaken(Fault fault, Chance chance) {
        SimulatedServer server = victim(chance);
        tell(fault, List.of(server), List.of());
        switch (fault.kind()) {
            case PAUSE -> server.pauseUntil(endOf(fault));
            case STUCK_DISK -> server.sticksUntil(endOf(fault));
            case FAILED_FORCE, READ_ERROR, WRITE_ERROR -> server.failNext(fault.kind());
            case MISDIRECTED_READ -> server.misreadNext(chance);
            case BIT_ROT -> atlas.spoil(server, fault.kind(), chance);
            case LOST_WRITE, MISDIRECTED_WRITE -> {
                atlas.spoil(server, fault.kind(), chance);
                // Then what the machine remembers of its files is gone, and reads show what really is on the disk.
                world.timeline().in(fault.forNanos(), () -> server.disk().forgetCache());
            }
            case DISK_FULL -> {
                server.fillDisk(true);
                world.timeline().in(fault.forNanos(), () -> server.fillDisk(false));
            }
            case WALL_CLOCK_JUMP -> server.clock().jumpWall(chance.between(-3_600_000, 3_600_000));
            case SLOW_SERVER -> {
                server.slowDown((int) chance.logUniform(2, 200));
                world.timeline().in(fault.forNanos(), () -> server.slowDown(1));
            }
            case SLOW_DISK -> {
                server.slowDisk((int) chance.logUniform(2, 200));
                world.timeline().in(fault.forNanos(), () -> server.slowDisk(1));
            }
            default -> throw new IllegalStateException("fault " + fault.kind());
        }
    }

    /** {@return any server, the leader more often than others} */
    private SimulatedServer victim(Chance chance) {
        SimulatedServer any = chance.pick(world.servers());
        SimulatedServer leader = leader();
        return leader != null && chance.happens(0.3) ? leader : any;
    }

    /** {@return who leads the highest term, null if nobody does} */
    private SimulatedServer leader() {
        SimulatedServer leader = null;
        for (SimulatedServer server : world.servers()) {
            if (server.isUp()
                    && server.core().role() == Role.LEADER
                    && (leader == null || server.core().term() > leader.core().term())) {
                leader = server;
            }
        }
        return leader;
    }
}
