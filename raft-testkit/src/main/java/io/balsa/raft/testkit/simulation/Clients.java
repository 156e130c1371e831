package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All clients of a world, and the history of what they did. */
final class Clients {
    private final World world;
    private final List<Client> clients = new ArrayList<>();
    private final List<Operation> history = new ArrayList<>();
    private int processes;
    private long operations;
    private boolean active;
    private long acknowledged;

    Clients(World world) {
        this.world = world;
        for (int i = 0; i < world.settings().clients(); i++) {
            clients.add(new Client(world, this, i));
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

    void record(Operation operation) {
        history.add(operation);
        if (operation.outcome() == Operation.Outcome.OK) {
            acknowledged++;
        } else if (operation.outcome() == Operation.Outcome.UNKNOWN) {
            world.mark(Mark.OUTCOME_UNKNOWN);
        }
    }

    /** {@return all calls that have ended, in the order in which they did} */
    List<Operation> history() {
        return history;
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
        Client probe = new Client(world, this, 1000 + clients.size());
        clients.add(probe);
        probe.writeUntilAcknowledged(first);
        return probe;
    }
}
