package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.RaftMessage;

/** Takes what a frame carried. Throws {@link MalformedFrameException} for what has no place on the connection at that moment. */
interface EnvelopeHandler {
    void hello(Hello hello) throws MalformedFrameException;

    void welcome(Welcome welcome) throws MalformedFrameException;

    void refused(Refusal refusal) throws MalformedFrameException;

    void ping() throws MalformedFrameException;

    void pong() throws MalformedFrameException;

    /** The bytes of the message's entries are good until this returns. */
    void message(RaftMessage message) throws MalformedFrameException;

    /** A kind that a newer version added; it is skipped. */
    void unknownKind() throws MalformedFrameException;
}
