package io.balsa.raft.node;

import java.util.List;

/** Gives each carrier a thread of its own. */
final class AgentThreads implements AgentRunner {
    private final Clock clock;

    AgentThreads(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Carrier start(String name, List<Agent> agents) {
        AgentThread thread = new AgentThread(name, agents, clock);
        thread.start();
        return thread;
    }
}
