package io.balsa.raft.benchmarks.drive;

/** Told once what became of a proposal. Takes next to no time and never blocks, so any thread may call it. */
public interface Acknowledgement {
    /** The command is durable on a majority, committed, and applied by the leader. */
    void acknowledged();

    /**
     * It is not, or nobody knows.
     *
     * @param problem what went wrong
     */
    void failed(Throwable problem);

    /**
     * Either, as the callbacks of futures report it.
     *
     * @param problem what went wrong, or null
     */
    default void completed(Throwable problem) {
        if (problem == null) {
            acknowledged();
        } else {
            failed(problem);
        }
    }
}
