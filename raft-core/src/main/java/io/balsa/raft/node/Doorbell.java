package io.balsa.raft.node;

/**
 * How an agent is told that there is work for it. Ring after the work was handed over, never before. Safe to use from
 * any thread.
 */
public final class Doorbell {
    private volatile Runnable wakeUp = () -> {};

    /**
     * Says what ringing does. Called by the carrier, once, before the agent's first step.
     *
     * @param wakeUp wakes the carrier; must be cheap while the carrier is busy, must not block, and must not run the
     *     agent
     */
    public void connect(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Says that there is work. */
    public void ring() {
        wakeUp.run();
    }
}
