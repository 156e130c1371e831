package io.balsa.raft.testkit.statemachine;

import io.balsa.raft.testkit.text.ByteText;

/** The generator of commands or queries made something else than before out of the same random numbers. */
final class NotRepeatableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotRepeatableException(Step step, byte[] again) {
        super("the generator makes something else from the same random numbers: the " + step + " was "
                + ByteText.of(step.input()) + ", and then " + ByteText.of(again));
    }
}
