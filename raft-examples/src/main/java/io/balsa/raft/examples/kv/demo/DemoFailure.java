package io.balsa.raft.examples.kv.demo;

/** The demonstration cannot go on, so nothing is proven. */
final class DemoFailure extends Exception {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
