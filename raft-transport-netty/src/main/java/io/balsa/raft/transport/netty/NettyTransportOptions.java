package io.balsa.raft.transport.netty;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Limits and timeouts of a {@link NettyTransport}.
 *
 * @param maxFrameBytes the longest frame sent or taken, in bytes; must exceed the longest entry, or that entry can never be
 *     replicated. The same on all servers. Default 16 MiB
 * @param connectTimeout how long a connection may take to be set up. Default 2 s
 * @param handshakeTimeout how long the other side has for its part of the handshake. Default 5 s
 * @param minBackoff the wait before the first new try after a connection failed or ended. Default 50 ms
 * @param maxBackoff to what the wait doubles at most. Default 2 s
 * @param maxQueuedControlBytes bytes of votes, heartbeats and answers that may wait for one peer; beyond, they are dropped.
 *     Default 1 MiB
 * @param maxQueuedBulkBytes bytes of entries that may wait for one peer; beyond, they are dropped. Default 64 MiB
 * @param idleTimeout after how long without a sign of life a connection is given up. Elections do not wait for it. Default 6 s
 * @param maxInboundConnections how many connections from others may be open at once. Default 256
 * @param eventLoopThreads threads that serve the connections. Default 1, enough for a server with a handful of peers
 * @param listenAddress {@code host:port} to listen at instead of the server's own address, for instance {@code 0.0.0.0:7101} in a
 *     container; port 0 takes a free one. Default empty
 */
public record NettyTransportOptions(
        int maxFrameBytes,
        Duration connectTimeout,
        Duration handshakeTimeout,
        Duration minBackoff,
        Duration maxBackoff,
        long maxQueuedControlBytes,
        long maxQueuedBulkBytes,
        Duration idleTimeout,
        int maxInboundConnections,
        int eventLoopThreads,
        Optional<String> listenAddress) {

    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    /** Checks every setting and how they fit together; throws {@link IllegalArgumentException} that lists all that is wrong. */
    public NettyTransportOptions {
        List<String> problems = new ArrayList<>();
        range(problems, "maxFrameBytes", maxFrameBytes, 64 << 10, 1 << 30);
        range(problems, "connectTimeout", connectTimeout, Duration.ofMillis(1));
        range(problems, "handshakeTimeout", handshakeTimeout, Duration.ofMillis(1));
        range(problems, "minBackoff", minBackoff, Duration.ofMillis(1));
        range(problems, "maxBackoff", maxBackoff, minBackoff);
        range(problems, "maxQueuedControlBytes", maxQueuedControlBytes, 4 << 10, Long.MAX_VALUE / 2);
        range(problems, "maxQueuedBulkBytes", maxQueuedBulkBytes, maxFrameBytes, Long.MAX_VALUE / 2);
        range(problems, "idleTimeout", idleTimeout, Duration.ofMillis(3));
        range(problems, "maxInboundConnections", maxInboundConnections, 2, 1 << 16);
        range(problems, "eventLoopThreads", eventLoopThreads, 1, 256);
        if (listenAddress.isPresent()) {
            try {
                HostAndPort.parse(listenAddress.get());
            } catch (IllegalArgumentException e) {
                problems.add("listenAddress: " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("transport options: " + String.join("; ", problems));
        }
    }

    private static void range(List<String> problems, String name, long value, long least, long most) {
        if (value < least || value > most) {
            problems.add(name + " " + value + ": expected " + least + " to " + most);
        }
    }

    private static void range(List<String> problems, String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(MAX_TIMEOUT) > 0) {
            problems.add(name + " " + value + ": expected " + least + " to " + MAX_TIMEOUT);
        }
    }

    /** {@return options for servers in one data centre} */
    public static NettyTransportOptions defaults() {
        return builder().build();
    }

    /** {@return a builder that begins with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** Changes single settings. {@link #build} checks them, all at once. */
    public static final class Builder {
        private int maxFrameBytes = 16 << 20;
        private Duration connectTimeout = Duration.ofSeconds(2);
        private Duration handshakeTimeout = Duration.ofSeconds(5);
        private Duration minBackoff = Duration.ofMillis(50);
        private Duration maxBackoff = Duration.ofSeconds(2);
        private long maxQueuedControlBytes = 1 << 20;
        private long maxQueuedBulkBytes = 64L << 20;
        private Duration idleTimeout = Duration.ofSeconds(6);
        private int maxInboundConnections = 256;
        private int eventLoopThreads = 1;
        private Optional<String> listenAddress = Optional.empty();

        Builder() {}

        /**
         * Sets {@link NettyTransportOptions#maxFrameBytes}.
         *
         * @param maxFrameBytes the value
         * @return this
         */
        public Builder maxFrameBytes(int maxFrameBytes) {
            this.maxFrameBytes = maxFrameBytes;
            return this;
        }

        /**
         * Sets {@link NettyTransportOptions#connectTimeout}.
         *
         * @param connectTimeout the value
         * @return this
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
            return this;
        }

        /**
         * Sets {@link NettyTransportOptions#handshakeTimeout}.
         *
         * @param handshakeTimeout the value
         * @return this
         */
        public Builder handshakeTimeout(Duration handshakeTimeout) {
            this.handshakeTimeout = handshakeTimeout;
            return this;
        }

        /**
         * Sets {@link NettyTransportOptions#minBackoff}.
         *
         * @param minBackoff the value
         * @return this
         */
        public Builder minBackoff(Duration minBackoff) {
            this.minBackoff = minBackoff;
            return this;
        }

        /**
         * Sets {@link NettyTransportOptions#maxBackoff}.
         *
         * @param maxBackoff the value
         * @return this
         */
        public Builder maxBackoff(Duration maxBackoff) {
            this.maxBackoff = maxBackoff;
            return this;
        }

        /**
         * Sets {@link NettyTransportOptions#maxQueuedControlBytes}.
         *
         * @param maxQueuedControlBytes the value
         * @return this
         */
        public Builder maxQueuedControlBytes(long maxQueuedControlBytes) {
            this.maxQueuedControlBytes = maxQueuedControlBytes;
            return this;
        }

        /**
         * Sets {@link NettyTransportOptions#maxQueuedBulkBytes}.
         *
         * @param maxQueuedBulkBytes the value
         * @return this
         */
        public Builder maxQueuedBulkBytes(long maxQueuedBulkBytes) {
            this.maxQueuedBulkBytes = maxQueuedBulkBytes;
            return this;
        }

        /**
         * Sets {@link NettyTransportOptions#idleTimeout}.
         *
         * @param idleTimeout the value
         * @return this
         */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = idleTimeout;
            return this;
        }

        /**
         * Sets {@link NettyTransportOptions#maxInboundConnections}.
         *
         * @param maxInboundConnections the value
         * @return this
         */
        public Builder maxInboundConnections(int maxInboundConnections) {
            this.maxInboundConnections = maxInboundConnections;
            return this;
        }

        /**
         * Sets {@link NettyTransportOptions#eventLoopThreads}.
         *
         * @param eventLoopThreads the value
         * @return this
         */
        public Builder eventLoopThreads(int eventLoopThreads) {
            this.eventLoopThreads = eventLoopThreads;
            return this;
        }

        /**
         * Sets {@link NettyTransportOptions#listenAddress}.
         *
         * @param listenAddress the value
         * @return this
         */
        public Builder listenAddress(String listenAddress) {
            this.listenAddress = Optional.of(listenAddress);
            return this;
        }

        /**
         * Checks all settings together.
         *
         * @return the options
         * @throws IllegalArgumentException listing every setting that is out of range, with value and range
         */
        public NettyTransportOptions build() {
            return new NettyTransportOptions(
                    maxFrameBytes,
                    connectTimeout,
                    handshakeTimeout,
                    minBackoff,
                    maxBackoff,
                    maxQueuedControlBytes,
                    maxQueuedBulkBytes,
                    idleTimeout,
                    maxInboundConnections,
                    eventLoopThreads,
                    listenAddress);
        }
    }
}
