package io.balsa.raft.testkit.simulation;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.TreeMap;

/**
 * The application of a simulated server: an ordered list of operations for each key, of which it keeps length, last operation and a hash over all. So a lost,
 * doubled or reordered command shows in every later read. From {@link #FIRST_REGISTER} on a key holds a register besides, which operations write; what an
 * operation writes is its own number.
 */
final class AppendMachine implements StateMachine {
    /** What stands at a key. */
    private static final class Value {
        long length;
        long lastOperation;
        long chain;
        long register;
        boolean refused;
    }

    /** The lowest key that holds a register. */
    static final int FIRST_REGISTER = 1 << 20;

    /** What a conditional write expects if it is none. */
    private static final long ANYTHING = -1;

    /** Gets what a command or a query carries besides. */
    private final Passenger.Instance passenger;

    private final TreeMap<Integer, Value> values = new TreeMap<>();
    private long lastIndex;
    private long chain;

    AppendMachine(Passenger.Instance passenger) {
        this.passenger = passenger;
    }

    static byte[] append(long operation, int key, byte[] carried) {
        return ByteBuffer.allocate(12 + carried.length)
                .putLong(operation)
                .putInt(key)
                .put(carried)
                .array();
    }

    static byte[] write(long operation, int key) {
        return compareAndSet(operation, key, ANYTHING);
    }

    static byte[] compareAndSet(long operation, int key, long expected) {
        return ByteBuffer.allocate(20)
                .putLong(operation)
                .putInt(key)
                .putLong(expected)
                .array();
    }

    static byte[] query(int key, byte[] carried) {
        return ByteBuffer.allocate(4 + carried.length).putInt(key).put(carried).array();
    }

    @Override
    public byte[] apply(CommittedEntry entry) {
        ByteBuffer in = entry.command().duplicate();
        long operation = in.getLong();
        int place = in.getInt();
        Value value = values.computeIfAbsent(place, key -> new Value());
        value.length++;
        value.lastOperation = operation;
        value.chain = Chance.mix(value.chain + operation);
        if (place >= FIRST_REGISTER) {
            long expected = in.getLong();
            value.refused = expected != ANYTHING && expected != value.register;
            value.register = value.refused ? value.register : operation;
        }
        lastIndex = entry.index();
        chain = Chance.mix(Chance.mix(chain + entry.index()) + operation);
        passenger.apply(new CommittedEntry(
                entry.index(), entry.term(), entry.timestampMillis(), in.slice().asReadOnlyBuffer()));
        return answer(value);
    }

    @Override
    public byte[] read(byte[] query) {
        ByteBuffer in = ByteBuffer.wrap(query);
        int place = in.getInt();
        byte[] carried = new byte[in.remaining()];
        in.get(carried);
        passenger.read(carried);
        return answer(values.getOrDefault(place, new Value()));
    }

    private byte[] answer(Value value) {
        return new Answer(lastIndex, value.length, value.lastOperation, value.chain, value.register, value.refused)
                .encode();
    }

    /** {@return a hash over all commands applied, with their indexes} */
    long chain() {
        return chain;
    }

    /** {@return the index of the last command applied} */
    long lastIndex() {
        return lastIndex;
    }

    @Override
    public Snapshot snapshot() {
        throw new UnsupportedOperationException("snapshots are not simulated yet");
    }

    @Override
    public void restore(InputStream in) {
        throw new UnsupportedOperationException("snapshots are not simulated yet");
    }
}
