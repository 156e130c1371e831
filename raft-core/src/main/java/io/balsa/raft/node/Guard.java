package io.balsa.raft.node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the server, and only the server, when one of its agents throws something. */
final class Guard implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final Agent agent;
    private final Lifecycle lifecycle;
    private final Doorbell nodeBell;

    /**
     * Guards an agent.
     *
     * @param nodeBell bell of the node agent, which does what a stop needs
     */
    Guard(Agent agent, Lifecycle lifecycle, Doorbell nodeBell) {
        this.agent = agent;
        this.lifecycle = lifecycle;
        this.nodeBell = nodeBell;
    }

    @Override
    public String name() {
        return agent.name();
    }

    @Override
    public int doWork() {
        try {
            return agent.doWork();
        } catch (
                Throwable
                        t) { // the root of an agent: an Error too must stop the server in good order instead of ending
            // one of its threads
            lifecycle.fail(agent.name() + " agent: " + t, t);
            nodeBell.ring();
            return 1;
        }
    }

    @Override
    public long nextDeadlineNanos() {
        return agent.nextDeadlineNanos();
    }

    @Override
    public Doorbell doorbell() {
        return agent.doorbell();
    }

    @Override
    public boolean isBrief() {
        return agent.isBrief();
    }

    @Override
    public void close() {
        try {
            agent.close();
        } catch (RuntimeException e) { // the others still have to be closed
            LOG.warn("closing the {} agent failed", agent.name(), e);
        }
    }
}
