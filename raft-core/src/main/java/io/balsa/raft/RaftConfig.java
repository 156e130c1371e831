package io.balsa.raft;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Timeouts and limits of a server. All servers of a cluster should have the same.
 *
 * @param electionTimeout how long a follower waits for its leader before it asks for votes: at random between this and one and a half times this.
 *     Also how long a leader goes on without hearing from a majority. Default 1 s
 * @param heartbeatInterval how often an idle leader shows that it lives; at most a third of the election timeout. Default 100 ms
 * @param preVote ask whether an election can be won before raising the term (thesis §9.6), so that a server that was cut off does
 *     not disturb the others. Default true
 * @param checkQuorum a leader steps down when it does not hear from a majority, and servers that hear from a leader refuse to vote for
 *     another (thesis §4.2.3, §6.2). Default true
 * @param maxCommandBytes the longest command taken. Default 4 MiB
 * @param maxBatchBytes how many bytes of entries go into one request at most, unless a single entry is longer. Default 1 MiB
 * @param maxInflightRequests requests sent to a peer before it has answered the first of them. Default 256
 * @param maxInflightBytes bytes of entries sent to a peer before it has answered. Default 16 MiB
 * @param maxPendingBytes bytes of proposals taken and not yet applied, beyond which {@link OverloadedException} is thrown.
 *     At most {@link #MAX_PENDING_BYTES}. Default 64 MiB
 * @param maxPendingProposals proposals and reads taken and not yet answered, beyond which {@link OverloadedException} is thrown. At most
 *     {@link #MAX_PENDING_PROPOSALS}. Default 1,000,000
 * @param tailCacheBytes bytes of the log's end kept in memory for peers and for applying. Default 16 MiB
 */
public record RaftConfig(
        Duration electionTimeout,
        Duration heartbeatInterval,
        boolean preVote,
        boolean checkQuorum,
        int maxCommandBytes,
        int maxBatchBytes,
        int maxInflightRequests,
        long maxInflightBytes,
        long maxPendingBytes,
        int maxPendingProposals,
        long tailCacheBytes) {

    /** The most that {@link #maxPendingBytes} can be: 512 GiB. */
    public static final long MAX_PENDING_BYTES = 1L << 39;

    /** The most that {@link #maxPendingProposals} can be: 4,194,304. */
    public static final int MAX_PENDING_PROPOSALS = 1 << 22;

    private static final long MEBIBYTE = 1L << 20;

    /** Checks every setting and how they fit together; throws {@link IllegalArgumentException} that lists all that is wrong. */
    public RaftConfig {
        List<String> problems = new ArrayList<>();
        Duration least = Duration.ofMillis(1);
        Duration most = Duration.ofHours(1);
        if (heartbeatInterval.compareTo(least) < 0 || heartbeatInterval.compareTo(most) > 0) {
            problems.add("heartbeatInterval " + heartbeatInterval + ": expected 1 ms to 1 h");
        }
        if (electionTimeout.compareTo(heartbeatInterval.multipliedBy(3)) < 0 || electionTimeout.compareTo(most) > 0) {
            problems.add("electionTimeout " + electionTimeout.toMillis()
                    + " ms: expected at least 3 times heartbeatInterval " + heartbeatInterval.toMillis()
                    + " ms, and at most 1 h");
        }
        range(problems, "maxCommandBytes", maxCommandBytes, 1, 256 * MEBIBYTE);
        range(problems, "maxBatchBytes", maxBatchBytes, 1024, 256 * MEBIBYTE);
        range(problems, "maxInflightRequests", maxInflightRequests, 1, 1 << 16);
        range(problems, "maxInflightBytes", maxInflightBytes, maxBatchBytes, Long.MAX_VALUE);
        range(problems, "maxPendingBytes", maxPendingBytes, maxCommandBytes, MAX_PENDING_BYTES);
        range(problems, "maxPendingProposals", maxPendingProposals, 1, MAX_PENDING_PROPOSALS);
        range(problems, "tailCacheBytes", tailCacheBytes, maxBatchBytes, Long.MAX_VALUE);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("config: " + String.join("; ", problems));
        }
    }

    private static void range(List<String> problems, String name, long value, long least, long most) {
        if (value < least || value > most) {
            problems.add(name + " " + value + ": expected " + least + " to " + most);
        }
    }

    /** {@return settings for servers in one data centre} */
    public static RaftConfig defaults() {
        return builder().build();
    }

    /** {@return a builder that begins with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** Changes single settings. {@link #build} checks them, all at once. */
    public static final class Builder {
        private Duration electionTimeout = Duration.ofMillis(1000);
        private Duration heartbeatInterval = Duration.ofMillis(100);
        private boolean preVote = true;
        private boolean checkQuorum = true;
        private int maxCommandBytes = (int) (4 * MEBIBYTE);
        private int maxBatchBytes = (int) MEBIBYTE;
        private int maxInflightRequests = 256;
        private long maxInflightBytes = 16 * MEBIBYTE;
        private long maxPendingBytes = 64 * MEBIBYTE;
        private int maxPendingProposals = 1_000_000;
        private long tailCacheBytes = 16 * MEBIBYTE;

        Builder() {}

        /**
         * Sets {@link RaftConfig#electionTimeout}.
         *
         * @param electionTimeout the value
         * @return this
         */
        public Builder electionTimeout(Duration electionTimeout) {
            this.electionTimeout = electionTimeout;
            return this;
        }

        /**
         * Sets {@link RaftConfig#heartbeatInterval}.
         *
         * @param heartbeatInterval the value
         * @return this
         */
        public Builder heartbeatInterval(Duration heartbeatInterval) {
            this.heartbeatInterval = heartbeatInterval;
            return this;
        }

        /**
         * Sets {@link RaftConfig#preVote}.
         *
         * @param preVote the value
         * @return this
         */
        public Builder preVote(boolean preVote) {
            this.preVote = preVote;
            return this;
        }

        /**
         * Sets {@link RaftConfig#checkQuorum}.
         *
         * @param checkQuorum the value
         * @return this
         */
        public Builder checkQuorum(boolean checkQuorum) {
            this.checkQuorum = checkQuorum;
            return this;
        }

        /**
         * Sets {@link RaftConfig#maxCommandBytes}.
         *
         * @param maxCommandBytes the value
         * @return this
         */
        public Builder maxCommandBytes(int maxCommandBytes) {
            this.maxCommandBytes = maxCommandBytes;
            return this;
        }

        /**
         * Sets {@link RaftConfig#maxBatchBytes}.
         *
         * @param maxBatchBytes the value
         * @return this
         */
        public Builder maxBatchBytes(int maxBatchBytes) {
            this.maxBatchBytes = maxBatchBytes;
            return this;
        }

        /**
         * Sets {@link RaftConfig#maxInflightRequests}.
         *
         * @param maxInflightRequests the value
         * @return this
         */
        public Builder maxInflightRequests(int maxInflightRequests) {
            this.maxInflightRequests = maxInflightRequests;
            return this;
        }

        /**
         * Sets {@link RaftConfig#maxInflightBytes}.
         *
         * @param maxInflightBytes the value
         * @return this
         */
        public Builder maxInflightBytes(long maxInflightBytes) {
            this.maxInflightBytes = maxInflightBytes;
            return this;
        }

        /**
         * Sets {@link RaftConfig#maxPendingBytes}.
         *
         * @param maxPendingBytes the value
         * @return this
         */
        public Builder maxPendingBytes(long maxPendingBytes) {
            this.maxPendingBytes = maxPendingBytes;
            return this;
        }

        /**
         * Sets {@link RaftConfig#maxPendingProposals}.
         *
         * @param maxPendingProposals the value
         * @return this
         */
        public Builder maxPendingProposals(int maxPendingProposals) {
            this.maxPendingProposals = maxPendingProposals;
            return this;
        }

        /**
         * Sets {@link RaftConfig#tailCacheBytes}.
         *
         * @param tailCacheBytes the value
         * @return this
         */
        public Builder tailCacheBytes(long tailCacheBytes) {
            this.tailCacheBytes = tailCacheBytes;
            return this;
        }

        /**
         * Checks all settings together.
         *
         * @return the settings
         * @throws IllegalArgumentException listing every setting that is out of range, with value and range
         */
        public RaftConfig build() {
            return new RaftConfig(
                    electionTimeout,
                    heartbeatInterval,
                    preVote,
                    checkQuorum,
                    maxCommandBytes,
                    maxBatchBytes,
                    maxInflightRequests,
                    maxInflightBytes,
                    maxPendingBytes,
                    maxPendingProposals,
                    tailCacheBytes);
        }
    }
}
