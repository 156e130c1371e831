package io.balsa.raft.testkit.simulation;

import io.balsa.raft.RaftConfig;
import io.balsa.raft.storage.StorageOptions;
import java.time.Duration;

/**
 * What a world is like, apart from its faults; drawn from the seed by a {@link Profile}.
 *
 * @param voters number of servers that vote
 * @param electionTimeoutMillis see {@link RaftConfig#electionTimeout}
 * @param heartbeatMillis see {@link RaftConfig#heartbeatInterval}
 * @param preVote see {@link RaftConfig#preVote}
 * @param checkQuorum see {@link RaftConfig#checkQuorum}
 * @param maxBatchBytes see {@link RaftConfig#maxBatchBytes}
 * @param maxInflightRequests see {@link RaftConfig#maxInflightRequests}
 * @param maxInflightBytes see {@link RaftConfig#maxInflightBytes}
 * @param tailCacheBytes see {@link RaftConfig#tailCacheBytes}
 * @param segmentBytes size of a file of the log
 * @param clients how many clients there are
 * @param thinkNanos how long a client pauses between two operations, in the mean
 * @param keys number of keys
 * @param maxPaddingBytes how long commands are at most, apart from their fixed part
 * @param readShare which part of the operations are reads
 * @param latencyNanos least latency of a message, and the mean of what comes on top
 * @param inOrder whether links keep the order of messages, as TCP does
 * @param diskNanos least time of a write to a disk, and the mean of what comes on top
 * @param maxDrift how far the rate of a clock is from 1 at most
 * @param registerClients how many more clients there are that use registers
 * @param learners number of servers that only listen
 */
record WorldSettings(
        int voters,
        long electionTimeoutMillis,
        long heartbeatMillis,
        boolean preVote,
        boolean checkQuorum,
        int maxBatchBytes,
        int maxInflightRequests,
        long maxInflightBytes,
        long tailCacheBytes,
        int segmentBytes,
        int clients,
        long thinkNanos,
        int keys,
        int maxPaddingBytes,
        double readShare,
        long latencyNanos,
        boolean inOrder,
        long diskNanos,
        double maxDrift,
        int registerClients,
        int learners) {
    private static final int ENTRY_OVERHEAD_BYTES = 64;

    RaftConfig config() {
        return RaftConfig.builder()
                .electionTimeout(Duration.ofMillis(electionTimeoutMillis))
                .heartbeatInterval(Duration.ofMillis(heartbeatMillis))
                .preVote(preVote)
                .checkQuorum(checkQuorum)
                .maxBatchBytes(maxBatchBytes)
                .maxInflightRequests(maxInflightRequests)
                .maxInflightBytes(maxInflightBytes)
                .tailCacheBytes(tailCacheBytes)
                .build();
    }

    StorageOptions storageOptions() {
        return StorageOptions.builder()
                .segmentBytes(segmentBytes)
                .writeBufferBytes(segmentBytes / 2)
                .build();
    }

    /** {@return the same world with commands of at most that many bytes, all of which have room for something else} */
    WorldSettings withPassengersUpTo(int bytes) {
        return new WorldSettings(
                voters,
                electionTimeoutMillis,
                heartbeatMillis,
                preVote,
                checkQuorum,
                maxBatchBytes,
                maxInflightRequests,
                maxInflightBytes,
                tailCacheBytes,
                segmentBytes,
                clients,
                thinkNanos,
                keys,
                bytes,
                readShare,
                latencyNanos,
                inOrder,
                diskNanos,
                maxDrift,
                0,
                learners);
    }

    /** {@return how many bytes the longest entry has in the log} */
    long maxEntryBytes() {
        return (long) maxPaddingBytes + ENTRY_OVERHEAD_BYTES;
    }

    /** {@return the longest time that an election timeout may be drawn to} */
    long maxElectionTimeoutNanos() {
        return 2 * electionTimeoutMillis * 1_000_000;
    }
}
