package io.balsa.raft.node;

import java.util.List;

/** Carries agents: on threads in production, step by step in a simulator. */
public interface AgentRunner {
    /**
     * Connects the agents' doorbells and begins to call them.
     *
     * @param name what to call the carrier
     * @param agents agents that share a carrier, and so never run at the same time
     * @return the carrier
     */
    Carrier start(String name, List<Agent> agents);

    /** What carries one or several agents. */
    interface Carrier {
        /**
         * Ends the carrier: no agent is called any more, but for {@link Agent#close}, and waits for that. Called by an
         * agent of this carrier itself, it only asks for the end.
         *
         * @param timeoutNanos how long to wait at most
         * @return whether the carrier has come to its end; if not, it will as soon as the step under way is over
         */
        boolean stop(long timeoutNanos);
    }
}
