package io.balsa.raft.testkit.simulation;

import io.balsa.raft.node.Agent;
import io.balsa.raft.node.AgentRunner;

/**
 * Carries one agent of a server in virtual time, in place of a thread: steps it a little after its doorbell rang and when its deadline comes. How little is
 * drawn from the seed, so the agents of a server overtake one another in every way that threads could.
 */
final class SteppedAgent implements AgentRunner.Carrier {
    private static final long NEVER = Long.MAX_VALUE;

    private final Agent agent;
    private final SimulatedProcess process;
    private final Timeline timeline;

    /** When the next step is, {@link #NEVER} if none is due. An event on the timeline for another moment is out of date. */
    private long stepAtNanos = NEVER;

    /** The earliest of our events on the timeline that looks after the deadline. */
    private long lookAtNanos = NEVER;

    private boolean ended;

    SteppedAgent(Agent agent, SimulatedProcess process, Timeline timeline) {
        this.agent = agent;
        this.process = process;
        this.timeline = timeline;
        agent.doorbell().connect(this::ring);
    }

    String name() {
        return agent.name();
    }

    void ring() {
        if (!ended && stepAtNanos == NEVER) {
            stepAtNanos = timeline.nowNanos() + process.delayNanos(agent.name());
            timeline.at(stepAtNanos, this::step);
        }
    }

    private void step() {
        if (ended || timeline.nowNanos() != stepAtNanos) {
            return;
        }
        if (process.gate().isClosed()) {
            process.gate().hold(() -> {
                stepAtNanos = timeline.nowNanos();
                step();
            });
            return;
        }
        stepAtNanos = NEVER;
        int work = agent.doWork();
        process.stepped(agent.name(), work);
        if (work > 0 && !ended) {
            // As a thread does: it looks for more before it rests.
            work = agent.doWork();
            if (work > 0) {
                process.stepped(agent.name(), work);
            }
        }
        if (work > 0) {
            ring();
        } else {
            lookAtDeadline();
        }
    }

    /** Puts no event behind one that is there already: most deadlines move away before they come. */
    private void lookAtDeadline() {
        long deadlineNanos = agent.nextDeadlineNanos();
        if (ended || deadlineNanos == NEVER) {
            return;
        }
        long atNanos = Math.max(timeline.nowNanos() + 1, process.clock().virtualNanos(deadlineNanos));
        if (atNanos < lookAtNanos) {
            lookAtNanos = atNanos;
            timeline.at(atNanos, this::look);
        }
    }

    private void look() {
        if (ended || timeline.nowNanos() != lookAtNanos) {
            return;
        }
        lookAtNanos = NEVER;
        if (agent.nextDeadlineNanos() <= process.clock().nanoTime()) {
            ring();
        } else {
            lookAtDeadline();
        }
    }

    /** Brings a step forward that was put far off. */
    void hurry() {
        if (stepAtNanos != NEVER && stepAtNanos > timeline.nowNanos()) {
            stepAtNanos = Math.min(stepAtNanos, timeline.nowNanos() + process.delayNanos(agent.name()));
            timeline.at(stepAtNanos, this::step);
        }
    }

    /** Steps the agent once more on behalf of a machine that is about to die. */
    void lastStep() {
        agent.doWork();
    }

    boolean isRung() {
        return stepAtNanos != NEVER;
    }

    /** Lets go of the agent as it is, as when the process is killed. */
    void abandon() {
        ended = true;
    }

    @Override
    public boolean stop(long timeoutNanos) {
        ended = true;
        agent.close();
        return true;
    }
}
