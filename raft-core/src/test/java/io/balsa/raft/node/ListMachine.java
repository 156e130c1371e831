package io.balsa.raft.node;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every command; answers a command with its number, and a query with how many there are. Reads and commands that begin with "fail" fail. */
final class ListMachine implements StateMachine {
    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<Long> timestamps = new CopyOnWriteArrayList<>();

    @Override
    public byte[] apply(CommittedEntry entry) {
        String command = new String(entry.commandBytes(), StandardCharsets.UTF_8);
        if (command.equals("fail")) {
            throw new IllegalArgumentException("told to fail");
        }
        commands.add(command);
        timestamps.add(entry.timestampMillis());
        return command.equals("null") ? null : bytes(Integer.toString(commands.size()));
    }

    @Override
    public byte[] read(byte[] query) {
        if (text(query).equals("fail")) {
            throw new IllegalArgumentException("told to fail");
        }
        return bytes(Integer.toString(commands.size()));
    }

    @Override
    public Snapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void restore(InputStream in) {
        throw new UnsupportedOperationException();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
