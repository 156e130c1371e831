package io.balsa.raft.node;

import io.balsa.raft.core.ElectionJitter;
import java.util.function.Consumer;

/**
 * All that a server takes from its surroundings besides storage and transport. With one of one's own a server runs on
 * virtual time.
 *
 * @param clock the time
 * @param jitter what randomizes election timeouts
 * @param incarnation differs at each start of the server
 * @param runner carries the agents
 * @param beforeReuse told of memory that is about to be used for other entries, and may overwrite it: so a simulator finds
 *     out who still reads it
 */
public record NodeEnvironment(
        Clock clock, ElectionJitter jitter, long incarnation, AgentRunner runner, Consumer<byte[]> beforeReuse) {
    /** As above, with nobody to be told of memory. */
    public NodeEnvironment(Clock clock, ElectionJitter jitter, long incarnation, AgentRunner runner) {
        this(clock, jitter, incarnation, runner, memory -> {});
    }

    /** {@return the machine's clocks, threads and random numbers} */
    public static NodeEnvironment system() {
        Clock clock = new SystemClock();
        SystemRandom random = new SystemRandom();
        return new NodeEnvironment(clock, random, random.nextIncarnation(), new AgentThreads(clock));
    }
}
