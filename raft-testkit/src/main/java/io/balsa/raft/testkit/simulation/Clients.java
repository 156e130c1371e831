package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.history.Judgement;
import io.balsa.raft.testkit.history.Outcome;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All clients of a world, and the history of what they did. */
final class Clients {
    private static final int FIRST_OF_REGISTERS = 500;
    private static final int FIRST_PROBE = 1000;

    private final World world;
    private final List<Client> clients = new ArrayList<>();
    private final Lists lists;
    private final Registers registers = new Registers();
    private int processes;
    private long operations;
    private boolean active;
    private long acknowledged;

    Clients(World world) {
        this.world = world;
        this.lists = new Lists(world.settings(), world.passenger());
        for (int i = 0; i < world.settings().clients(); i++) {
            clients.add(new Client(world, this, lists, i));
        }
        for (int i = 0; i < world.settings().registerClients(); i++) {
            clients.add(new Client(world, this, registers, FIRST_OF_REGISTERS + i));
        }
    }

    void start() {
        active = true;
        clients.forEach(Client::pauseAndGoOn);
    }

    /** Lets no client begin anything new. */
    void stop() {
        active = false;
    }

    boolean isActive() {
        return active;
    }

    int newProcess() {
        return ++processes;
    }

    long newOperation() {
        return ++operations;
    }

    void serverDied(SimulatedServer server) {
        clients.forEach(client -> client.serverDied(server));
    }

    void ended(Outcome outcome) {
        if (outcome == Outcome.OK) {
            acknowledged++;
        } else if (outcome == Outcome.UNKNOWN) {
            world.mark(Mark.OUTCOME_UNKNOWN);
        }
    }

    ClientHistory history() {
        return new ClientHistory(lists.history(), registers.history());
    }

    /** Judges what the clients saw, by itself: as if nothing were known of the servers. */
    void judge() {
        for (Workload workload : List.of(lists, registers)) {
            Judgement judgement = workload.judge();
            if (!judgement.isPass()) {
                throw new InvariantBroken(
                        "H1, what clients saw can have happened one after the other", judgement.toString());
            }
        }
    }

    long acknowledged() {
        return acknowledged;
    }

    /** {@return a client that waits for an answer, if there is one} */
    Optional<String> waiting() {
        return clients.stream().filter(Client::isWaiting).findFirst().map(Client::toString);
    }

    /** Has one write made as soon as possible at a given server or the leader it names, by a client of its own. */
    Client probe(NodeId first) {
        Client probe = new Client(world, this, lists, FIRST_PROBE + clients.size());
        clients.add(probe);
        probe.writeUntilAcknowledged(first);
        return probe;
    }
}
