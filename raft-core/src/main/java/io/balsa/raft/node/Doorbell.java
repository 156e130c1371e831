package io.balsa.raft.node;

/**
 * How an agent is told that there is work for it. Ring after the work was handed over, never before. Safe to use from
 * any thread.
 */
public final class Doorbell {
    private volatile Runnable wakeUp = () -> {};
    private volatile Runnable lendThread = () -> {};

    /**
     * Says what ringing does. Called by the carrier, once, before the agent's first step.
     *
     * @param wakeUp wakes the carrier; must be cheap while the carrier is busy, must not block, and must not run the
     *     agent
     */
    public void connect(Runnable wakeUp) {
        connect(wakeUp, wakeUp);
    }

    /**
     * As {@link #connect(Runnable)}, by a carrier that can borrow threads.
     *
     * @param wakeUp see there
     * @param lendThread sees to it that the agent looks, perhaps by running it on the calling thread
     */
    public void connect(Runnable wakeUp, Runnable lendThread) {
        this.wakeUp = wakeUp;
        this.lendThread = lendThread;
    }

    /** Says that there is work. */
    public void ring() {
        wakeUp.run();
    }

    /**
     * Says that there is work, and that the calling thread has a moment: if the agent rests, it may take its steps here
     * and now, which is cheaper than to wake another thread. For threads of the server and its transport, which are at the
     * bottom of their stacks and hold no locks; never for a thread of the application.
     */
    public void ringAndLend() {
        lendThread.run();
    }
}
