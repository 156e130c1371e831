package io.balsa.raft.transport.netty;

import java.io.IOException;

/** Bytes from a peer that are no valid frame, or a frame that has no place where it came. Ends the connection. */
public final class MalformedFrameException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedFrameException(String message) {
        super(message);
    }
}
