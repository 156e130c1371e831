package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.RaftMessage;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a {@link FrameDecoder} hands on. */
class RecordingHandler implements EnvelopeHandler {
    final List<Object> received = new ArrayList<>();

    @Override
    public void hello(Hello hello) {
        received.add(hello);
    }

    @Override
    public void welcome(Welcome welcome) {
        received.add(welcome);
    }

    @Override
    public void refused(Refusal refusal) {
        received.add(refusal);
    }

    @Override
    public void ping() {
        received.add("ping");
    }

    @Override
    public void pong() {
        received.add("pong");
    }

    @Override
    public void message(RaftMessage message) {
        received.add(Samples.copy(message));
    }

    @Override
    public void unknownKind() {
        received.add("unknown");
    }
}
