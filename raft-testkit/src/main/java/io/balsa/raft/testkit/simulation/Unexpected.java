package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.invariants.InvariantBroken;

/** An exception that should not be: a finding like any other. */
final class Unexpected {
    private Unexpected() {}

    static InvariantBroken from(RuntimeException thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        InvariantBroken broken =
                new InvariantBroken("I19, nothing throws", thrown + (stack.length > 0 ? " at " + stack[0] : ""));
        broken.initCause(thrown);
        return broken;
    }
}
