package io.balsa.raft.node;

/**
 * A piece of the server that works in small steps. An agent is confined to whoever carries it, one thread at a time;
 * others reach it through queues and ring its {@link #doorbell}.
 */
public interface Agent {
    /** {@return what the agent is called, as part of its thread's name} */
    String name();

    /**
     * Does what there is to do, a bounded amount of it, without waiting for anything but a disk or the application.
     *
     * @return how much was done; 0 if there was nothing, so that the agent may rest until its doorbell rings or its
     *     deadline comes
     */
    int doWork();

    /**
     * {@return when {@link #doWork} must be called at the latest though nobody rings, on the clock given to the agent;
     * {@link Long#MAX_VALUE} for never}
     */
    long nextDeadlineNanos();

    /** {@return the bell to ring when there is work for this agent} */
    Doorbell doorbell();

    /**
     * {@return whether a step takes microseconds and waits for nothing, not even a disk, so that a thread that has other
     * duties can be lent to it. Asked before each such step, by whoever is about to take it}
     */
    default boolean isBrief() {
        return false;
    }

    /** Called by the carrier after the last {@link #doWork}. Does nothing unless overridden. */
    default void close() {}
}
