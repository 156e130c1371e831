package io.balsa.raft.core;

/**
 * The settings of a core. Checked by whoever makes them.
 *
 * @param electionTimeoutNanos the least time without a leader before a campaign; the actual one lies below one and a half times this
 * @param heartbeatIntervalNanos how often a leader writes to an idle peer
 * @param preVote whether to ask before campaigning (thesis §9.6)
 * @param checkQuorum whether a leader steps down without contact to a majority, and votes are refused while a leader is heard
 * @param maxBatchBytes bytes of entries in one request
 * @param maxInflightRequests requests with entries to a peer that were not answered yet
 * @param maxInflightBytes bytes of entries in those
 */
public record CoreSettings(
        long electionTimeoutNanos,
        long heartbeatIntervalNanos,
        boolean preVote,
        boolean checkQuorum,
        long maxBatchBytes,
        int maxInflightRequests,
        long maxInflightBytes) {}
