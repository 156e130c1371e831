package io.balsa.raft.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Carries agents one step at a time, on the test's thread. */
final class StepRunner implements AgentRunner {
    private final List<Agent> agents = new ArrayList<>();
    private final Set<String> frozen = new HashSet<>();

    @Override
    public Carrier start(String name, List<Agent> carried) {
        agents.addAll(carried);
        return timeoutNanos -> {
            agents.removeAll(carried);
            carried.forEach(Agent::close);
            return true;
        };
    }

    /** An agent with this name hangs from now on, as if its disk or its state machine did. */
    void freeze(String agentName) {
        frozen.add(agentName);
    }

    void thaw() {
        frozen.clear();
    }

    /** Calls every agent once. */
    int step() {
        int work = 0;
        for (Agent agent : List.copyOf(agents)) {
            if (!frozen.contains(agent.name())) {
                work += agent.doWork();
            }
        }
        return work;
    }
}
