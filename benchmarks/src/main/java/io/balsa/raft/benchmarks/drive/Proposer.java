package io.balsa.raft.benchmarks.drive;

/** Where commands are proposed. */
public interface Proposer {
    /**
     * Proposes a command, as the program would that embeds the library. Called by one thread.
     *
     * @param command the command, never changed later
     * @param acknowledgement told once what became of it
     * @throws Exception if it cannot even be proposed
     */
    void propose(byte[] command, Acknowledgement acknowledgement) throws Exception;
}
