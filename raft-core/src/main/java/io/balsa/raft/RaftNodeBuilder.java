package io.balsa.raft;

import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.Storage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;

/** Describes a server, checks the description as a whole, and starts it. For one server, and for one thread. */
public final class RaftNodeBuilder {
    private String clusterId = "default";
    private Optional<NodeId> id = Optional.empty();
    private List<Member> bootstrap = List.of();
    private Optional<Storage> storage = Optional.empty();
    private Optional<Transport> transport = Optional.empty();
    private Optional<StateMachine> stateMachine = Optional.empty();
    private Optional<Executor> callbackExecutor = Optional.empty();
    private RaftConfig config = RaftConfig.defaults();
    private boolean started;

    RaftNodeBuilder() {}

    /**
     * The cluster's name. Servers of different clusters refuse one another, and one another's data. Default: {@code default}.
     *
     * @param clusterId 1 to 128 characters
     * @return this
     */
    public RaftNodeBuilder cluster(String clusterId) {
        this.clusterId = clusterId;
        return this;
    }

    /**
     * The server's name. Required.
     *
     * @param id the name, as in one of the members
     * @return this
     */
    public RaftNodeBuilder id(String id) {
        this.id = Optional.of(NodeId.of(id));
        return this;
    }

    /**
     * The members with which the cluster begins, this server among them, each as {@code name=host:port}. Required, and the same on every
     * server. A log that holds a later membership goes before it.
     *
     * @param members the voters
     * @return this
     */
    public RaftNodeBuilder bootstrap(String... members) {
        return bootstrap(Arrays.stream(members).map(Member::parse).toList());
    }

    /**
     * The members with which the cluster begins, see {@link #bootstrap(String...)}.
     *
     * @param members the voters
     * @return this
     */
    public RaftNodeBuilder bootstrap(Collection<Member> members) {
        this.bootstrap = List.copyOf(members);
        return this;
    }

    /**
     * Where the log and the vote are kept. Required.
     *
     * @param storage the place; opened when the server starts
     * @return this
     */
    public RaftNodeBuilder storage(Storage storage) {
        this.storage = Optional.of(storage);
        return this;
    }

    /**
     * How the servers talk. Required.
     *
     * @param transport the transport; the server owns it and closes it
     * @return this
     */
    public RaftNodeBuilder transport(Transport transport) {
        this.transport = Optional.of(transport);
        return this;
    }

    /**
     * The application. Required.
     *
     * @param stateMachine a state machine of its own for this server, in its initial state
     * @return this
     */
    public RaftNodeBuilder stateMachine(StateMachine stateMachine) {
        this.stateMachine = Optional.of(stateMachine);
        return this;
    }

    /**
     * Timeouts and limits. Default: {@link RaftConfig#defaults}.
     *
     * @param config the settings
     * @return this
     */
    public RaftNodeBuilder config(RaftConfig config) {
        this.config = config;
        return this;
    }

    /**
     * Who completes futures, and calls callbacks and listeners. Default: threads of the server's own, as many as are needed when callbacks block. An
     * executor given here stays the caller's; it must not run tasks on the thread that hands them in, and must not drop any.
     *
     * @param executor the executor
     * @return this
     */
    public RaftNodeBuilder callbackExecutor(Executor executor) {
        this.callbackExecutor = Optional.of(executor);
        return this;
    }

    /**
     * Opens the storage, starts to listen, and starts the server's threads.
     *
     * @return the running server
     * @throws IllegalArgumentException if settings are missing or do not fit together; lists all that is wrong
     * @throws StorageException if the storage cannot be opened
     * @throws IOException if the transport cannot listen
     */
    public RaftNode start() throws IOException {
        List<String> problems = new ArrayList<>();
        if (id.isEmpty()) {
            problems.add("id: not set, expected the server's name");
        }
        if (bootstrap.isEmpty()) {
            problems.add("bootstrap: no members, expected name=host:port for each, this server among them");
        } else if (id.isPresent() && bootstrap.stream().noneMatch(m -> m.id().equals(id.get()))) {
            problems.add("bootstrap: " + bootstrap + " lacks this server, id " + id.get());
        }
        require(problems, "storage", storage);
        require(problems, "transport", transport);
        require(problems, "stateMachine", stateMachine);
        checkThatEntriesCanBeSent(problems);
        if (started) {
            problems.add("start: was called before, expected a new builder for each server");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("cannot start the server: " + String.join("; ", problems));
        }
        Membership membership = Membership.ofVoters(bootstrap);
        started = true;
        NodeSettings settings = new NodeSettings(
                clusterId,
                id.orElseThrow(),
                membership,
                storage.orElseThrow(),
                transport.orElseThrow(),
                stateMachine.orElseThrow(),
                config,
                callbackExecutor);
        // The runtime knows this package; this package does not know the runtime. That keeps the arrows one-way, at the
        // price of one lookup
        // in our own jar.
        return ServiceLoader.load(NodeStarter.class, NodeStarter.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("raft-core is incomplete: no " + NodeStarter.class.getName()))
                .start(settings);
    }

    private void checkThatEntriesCanBeSent(List<String> problems) {
        long most = transport.map(Transport::maxEntriesBytes).orElse(Long.MAX_VALUE);
        long longestEntry = EntryFormat.HEADER_BYTES + (long) config.maxCommandBytes();
        if (longestEntry > most) {
            problems.add("maxCommandBytes " + config.maxCommandBytes() + ": expected at most "
                    + (most - EntryFormat.HEADER_BYTES) + ", since the transport sends at most " + most
                    + " bytes of entries in a message");
        }
        if (config.maxBatchBytes() > most) {
            problems.add("maxBatchBytes " + config.maxBatchBytes() + ": expected at most " + most
                    + ", which is what the transport sends in a message");
        }
    }

    private static void require(List<String> problems, String name, Optional<?> setting) {
        if (setting.isEmpty()) {
            problems.add(name + ": not set");
        }
    }
}
