package io.balsa.raft.testkit.cluster;

import io.balsa.raft.testkit.text.ByteText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The state of a server at a moment, to be compared with that of another. */
final class ServerState {
    private final TestServer server;
    private final long index;
    private final byte[] snapshot;

    private ServerState(TestServer server) {
        this.server = server;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            this.index = server.machine().writeState(out);
        } catch (IOException e) {
            throw new UncheckedIOException("snapshot of " + server.id(), e);
        }
        this.snapshot = out.toByteArray();
    }

    /** {@return in what the first server that differs from the first of all does so; empty if none does} */
    static Optional<String> difference(List<TestServer> servers) {
        List<ServerState> states = servers.stream().map(ServerState::new).toList();
        return states.stream()
                .skip(1)
                .flatMap(state -> states.get(0).difference(state).stream())
                .findFirst();
    }

    private Optional<String> difference(ServerState other) {
        if (index != other.index) {
            return Optional.of(server.id() + " has applied commands up to " + index + ", " + other.server.id()
                    + " up to " + other.index + ": they were still being proposed");
        }
        String difference = ByteText.difference(snapshot, other.snapshot);
        return difference.isEmpty()
                ? Optional.empty()
                : Optional.of("snapshots after command " + index + " differ between " + server.id() + " and "
                        + other.server.id() + ", " + difference);
    }
}
