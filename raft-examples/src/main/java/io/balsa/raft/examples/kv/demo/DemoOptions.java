package io.balsa.raft.examples.kv.demo;

/**
 * What the demonstration is to do.
 *
 * @param seconds seconds of load in each round, apart from the time that elections and restarts take
 * @param rounds how often a server is killed
 * @param victim whom to kill
 * @param clients how many clients write and read
 * @param seed what the random choices follow from
 * @param keep whether to keep the data in any case
 */
public record DemoOptions(double seconds, int rounds, Victim victim, int clients, long seed, boolean keep) {
    /** Whom to kill. */
    public enum Victim {
        /** The leader. */
        LEADER,
        /** Any server, at a random moment. */
        RANDOM
    }

    /** Checks the ranges. */
    public DemoOptions {
        if (!(seconds >= 0.1 && seconds <= 86_400) || rounds < 1 || rounds > 10_000 || clients < 1 || clients > 256) {
            throw new IllegalArgumentException("demo: seconds " + seconds + ", rounds " + rounds + ", clients "
                    + clients + ": expected 0.1 to 86400 seconds, 1 to 10000 rounds, 1 to 256 clients");
        }
    }
}
