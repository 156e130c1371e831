package io.balsa.raft.testkit.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a run.
 *
 * @param profile the kind of world
 * @param seed the world
 * @param plan the faults
 * @param violation what must not be and was seen; empty if all was well
 * @param simulatedNanos how much virtual time passed
 * @param events how many events there were
 * @param hash over all of them: equal hashes, equal runs
 * @param leaderships how many terms had a leader
 * @param acknowledged how many calls of clients succeeded
 * @param history all calls of clients; those under way at the end have an unknown outcome
 * @param marks what the run got into, and how often
 * @param servers each server's state at the end, in words
 */
public record SimulationResult(
        Profile profile,
        long seed,
        FaultPlan plan,
        Optional<String> violation,
        long simulatedNanos,
        long events,
        long hash,
        int leaderships,
        long acknowledged,
        ClientHistory history,
        Map<Mark, Long> marks,
        List<String> servers) {}
