package io.balsa.raft.node;

/** The server's only source of time. */
public interface Clock {
    /** {@return nanoseconds since an arbitrary origin; never falls, never negative} */
    long nanoTime();

    /** {@return milliseconds since 1970, as far as the machine knows; may jump} */
    long wallMillis();
}
