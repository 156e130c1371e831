package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import io.balsa.raft.testkit.simulation.report.RunEvent;
import java.util.ArrayList;
import java.util.List;

/** All there is in a simulated run: time, machines, network, clients, and who watches them. Confined to one thread. */
final class World {
    static final String CLUSTER = "simulated";

    private static final double REOPENED_SHARE = 0.0005;

    private final long seed;
    private final WorldSettings settings;
    private final Trace trace;
    private final Application application;
    private final Passenger passenger;
    private final Timeline timeline;
    private final RunHash hash = new RunHash();
    private final List<SimulatedServer> servers = new ArrayList<>();
    private final Network network;
    private final Checks checks;
    private final Clients clients;
    private final Membership bootstrap;
    private final Chance looks;
    private final Marks marks = new Marks();
    private InvariantBroken found;

    World(long seed, WorldSettings settings, Trace trace) {
        this(seed, settings, trace, Application.STANDARD);
    }

    World(long seed, WorldSettings settings, Trace trace, Application application) {
        this(seed, settings, trace, application, Passenger.NONE);
    }

    World(long seed, WorldSettings settings, Trace trace, Application application, Passenger passenger) {
        this.application = application;
        this.passenger = passenger;
        this.seed = seed;
        this.settings = settings;
        this.trace = trace;
        this.timeline = new Timeline(seed);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < settings.voters() + settings.learners(); i++) {
            SimulatedServer server = new SimulatedServer(this, i);
            servers.add(server);
            members.add(new Member(server.id(), server.id() + ":1"));
        }
        this.looks = Chance.of(seed, "looks");
        this.bootstrap = new Membership(
                members.subList(0, settings.voters()), List.of(), members.subList(settings.voters(), members.size()));
        this.network = new Network(this, servers.size());
        this.checks = new Checks(servers, bootstrap, settings, marks, application.isKnown());
        this.clients = new Clients(this);
    }

    long seed() {
        return seed;
    }

    WorldSettings settings() {
        return settings;
    }

    Trace trace() {
        return trace;
    }

    Passenger passenger() {
        return passenger;
    }

    Application application() {
        return application;
    }

    /** {@return whether this is one of the moments at which a disk is looked at that nobody asks for; it costs too much to do always} */
    boolean isTimeToReopen() {
        return looks.happens(REOPENED_SHARE);
    }

    Marks marks() {
        return marks;
    }

    void mark(Mark mark) {
        marks.hit(mark);
    }

    /** Tells the trace, if there is one. */
    void tell(String who, String what) {
        if (trace.isOn()) {
            trace.tell(new RunEvent.Note(timeline.nowNanos(), who, what));
        }
    }

    Timeline timeline() {
        return timeline;
    }

    /**
     * Makes a check that is called from inside the product or from a callback, where whatever it throws would be caught: what was found ends the run all the
     * same.
     */
    void check(Runnable check) {
        try {
            check.run();
        } catch (RuntimeException e) {
            InvariantBroken broken = e instanceof InvariantBroken b ? b : Unexpected.from(e);
            found = found == null ? broken : found;
            throw e;
        }
    }

    /**
     * Lets the next event happen, if it does so before a moment.
     *
     * @return whether there was one
     */
    boolean stepBefore(long untilNanos) {
        boolean stepped = timeline.stepBefore(untilNanos);
        if (found != null) {
            throw found;
        }
        return stepped;
    }

    RunHash hash() {
        return hash;
    }

    /** {@return all servers, those that vote first} */
    List<SimulatedServer> servers() {
        return servers;
    }

    List<SimulatedServer> voters() {
        return servers.subList(0, settings.voters());
    }

    List<SimulatedServer> learners() {
        return servers.subList(settings.voters(), servers.size());
    }

    SimulatedServer server(NodeId id) {
        for (SimulatedServer server : servers) {
            if (server.id().equals(id)) {
                return server;
            }
        }
        throw new IllegalArgumentException("no server " + id + ": expected one of " + servers.size());
    }

    Network network() {
        return network;
    }

    Checks checks() {
        return checks;
    }

    Clients clients() {
        return clients;
    }

    Membership bootstrap() {
        return bootstrap;
    }
}
