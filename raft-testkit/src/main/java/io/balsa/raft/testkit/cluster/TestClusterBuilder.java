package io.balsa.raft.testkit.cluster;

import io.balsa.raft.RaftConfig;
import io.balsa.raft.StateMachine;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** Describes a {@link TestCluster}. For one thread; may start any number of clusters, which share nothing. */
public final class TestClusterBuilder {
    private static final int MOST_VOTERS = 9;

    private final Supplier<? extends StateMachine> stateMachine;
    private int voters = 3;
    private Duration timeout = Duration.ofSeconds(30);
    private RaftConfig config = RaftConfig.builder()
            .electionTimeout(Duration.ofMillis(300))
            .heartbeatInterval(Duration.ofMillis(30))
            .build();

    TestClusterBuilder(Supplier<? extends StateMachine> stateMachine) {
        this.stateMachine = stateMachine;
    }

    /**
     * How many servers there are. Default 3.
     *
     * @param voters 1 to 9
     * @return this
     */
    public TestClusterBuilder voters(int voters) {
        if (voters < 1 || voters > MOST_VOTERS) {
            throw new IllegalArgumentException("voters " + voters + ": expected 1 to " + MOST_VOTERS);
        }
        this.voters = voters;
        return this;
    }

    /**
     * How long the cluster waits for anything before it gives up with an {@link AssertionError}. A generous value costs nothing while tests pass. Default 30 s.
     *
     * @param timeout more than zero
     * @return this
     */
    public TestClusterBuilder timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout " + timeout + ": expected more than zero");
        }
        this.timeout = timeout;
        return this;
    }

    /**
     * Timeouts and limits of the servers. Default: {@link RaftConfig#defaults} with an election timeout of 300 ms, so that tests are quick.
     *
     * @param config the settings
     * @return this
     */
    public TestClusterBuilder config(RaftConfig config) {
        this.config = config;
        return this;
    }

    /**
     * Starts the servers, and returns without waiting for a leader.
     *
     * @return the running cluster, to be closed
     * @throws IOException if a server does not start
     */
    public TestCluster start() throws IOException {
        return TestCluster.start(voters, stateMachine, config, timeout);
    }
}
