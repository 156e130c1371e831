package io.balsa.raft.testkit.simulation;

/** The way from one server to another, and what is wrong with it at the moment. Several faults at once add up. */
final class Link {
    /** How many faults cut it. */
    private int cuts;

    private double loss;
    private double duplication;
    private double corruption;
    private long extraLatencyNanos;
    private boolean reordering;
    private long cloggedUntilNanos;

    /** Changes when the connection is reset: what was sent before is lost. */
    private int connection;

    private long lastArrivalNanos;
    private long lastNumber;

    void cut() {
        cuts++;
    }

    void mend() {
        cuts = Math.max(0, cuts - 1);
    }

    boolean isCut() {
        return cuts > 0;
    }

    void disturb(Disturbance disturbance) {
        loss = Math.max(loss, disturbance.loss());
        duplication = Math.max(duplication, disturbance.duplication());
        corruption = Math.max(corruption, disturbance.corruption());
        extraLatencyNanos = Math.max(extraLatencyNanos, disturbance.extraLatencyNanos());
        reordering |= disturbance.reordering();
    }

    void calmDown() {
        loss = 0;
        duplication = 0;
        corruption = 0;
        extraLatencyNanos = 0;
        reordering = false;
    }

    void clogUntil(long nanos) {
        cloggedUntilNanos = Math.max(cloggedUntilNanos, nanos);
    }

    void reset() {
        connection++;
    }

    /** Takes note of a message that has arrived; {@code true} if one that left later arrived before. */
    boolean isOvertaken(long number) {
        boolean overtaken = number < lastNumber;
        lastNumber = Math.max(lastNumber, number);
        return overtaken;
    }

    int connection() {
        return connection;
    }

    double loss() {
        return loss;
    }

    double duplication() {
        return duplication;
    }

    double corruption() {
        return corruption;
    }

    /** {@return when a message arrives that leaves now} */
    long arrivalNanos(long nowNanos, boolean inOrder, long leastNanos, Chance chance) {
        long mean = leastNanos + extraLatencyNanos;
        long arrival = Math.max(nowNanos + leastNanos + chance.exponential((double) mean), cloggedUntilNanos);
        if (inOrder && !reordering) {
            arrival = Math.max(arrival, lastArrivalNanos);
            lastArrivalNanos = arrival;
        }
        return arrival;
    }

    void heal() {
        cuts = 0;
        cloggedUntilNanos = 0;
        // What was delayed stays so; what comes now need not queue up behind it.
        lastArrivalNanos = 0;
        calmDown();
    }
}
