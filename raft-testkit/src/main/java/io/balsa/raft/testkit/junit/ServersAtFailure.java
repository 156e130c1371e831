package io.balsa.raft.testkit.junit;

/** Stands in the stack trace of a failed test, to say how the servers were doing. Nothing failed here. */
final class ServersAtFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServersAtFailure(String description) {
        super("the servers when the test failed:" + System.lineSeparator() + description, null, false, false);
    }
}
