package io.balsa.raft.testkit.statemachine;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A state machine without a fault: eight sums. Those with a fault are subclasses of it. */
class Ledger implements StateMachine {
    static final int ACCOUNTS = 8;

    long[] sums = new long[ACCOUNTS];

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] apply(CommittedEntry entry) {
        ByteBuffer command = entry.command().duplicate();
        int account = command.get();
        sums[account] += command.get();
        return bytes(account + "=" + sums[account]);
    }

    @Override
    public Snapshot snapshot() {
        ByteBuffer view = ByteBuffer.allocate(Long.BYTES * ACCOUNTS);
        view.asLongBuffer().put(sums);
        return out -> out.write(view.array());
    }

    @Override
    public void restore(InputStream in) throws IOException {
        ByteBuffer.wrap(in.readAllBytes()).asLongBuffer().get(sums);
    }

    @Override
    public byte[] read(byte[] query) {
        if (query[0] == ACCOUNTS) {
            throw new IllegalArgumentException("no account " + new Object());
        }
        return bytes(Arrays.toString(sums));
    }

    /** A ledger, and what is asked of it. */
    abstract static class Subject implements StateMachineUnderTest {
        @Override
        public byte[] randomCommand(RandomGenerator random) {
            return new byte[] {(byte) random.nextInt(ACCOUNTS), (byte) random.nextInt(100)};
        }

        @Override
        public Optional<byte[]> randomQuery(RandomGenerator random) {
            return Optional.of(new byte[] {(byte) random.nextInt(ACCOUNTS + 1)});
        }
    }
}
