package io.balsa.raft.testkit.simulation.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be said of a run besides its events.
 *
 * @param seed which world
 * @param profile the kind of world
 * @param command what repeats the run
 * @param violation what must not be and was seen, if so
 * @param endNanos when it ended, in virtual time
 * @param figures names and values, as how many events there were
 * @param settings names and values of what the world is like
 * @param servers the names of the servers
 * @param states the state of each server at the end, in words
 * @param plan the faults, one a line
 */
public record RunFacts(
        String seed,
        String profile,
        String command,
        Optional<String> violation,
        long endNanos,
        Map<String, String> figures,
        Map<String, String> settings,
        List<String> servers,
        List<String> states,
        String plan) {}
