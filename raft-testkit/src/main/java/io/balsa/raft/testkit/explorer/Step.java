package io.balsa.raft.testkit.explorer;

/** What an action does to a server: a function of the state of that server and the action alone. */
final class Step {
    /** The number of its state afterwards; -1 if an invariant broke. */
    final int after;

    /** The numbers of the messages that it sends. */
    final int[] sent;

    /** What is wrong; null if nothing is. */
    final String broken;

    private Step(int after, int[] sent, String broken) {
        this.after = after;
        this.sent = sent;
        this.broken = broken;
    }

    static Step to(NodeState after, int[] sent) {
        return new Step(after.number, sent, null);
    }

    static Step broken(String what) {
        return new Step(-1, new int[0], what);
    }
}
