package io.balsa.raft.testkit.simulation;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The application of a simulated server: an ordered list of operations for each key, of which it keeps length, last operation and a hash over all. So a lost,
 * doubled or reordered command shows in every later read.
 */
final class AppendMachine implements StateMachine {
    /** What stands at a key. */
    private static final class Value {
        long length;
        long lastOperation;
        long chain;
    }

    /** Told of each command once it is applied. */
    private final Consumer<CommittedEntry> observer;

    /** Gets what a command or a query carries besides. */
    private final Application.Instance application;

    private final TreeMap<Integer, Value> values = new TreeMap<>();
    private long lastIndex;
    private long chain;

    AppendMachine(Consumer<CommittedEntry> observer, Application.Instance application) {
        this.observer = observer;
        this.application = application;
    }

    static byte[] append(long operation, int key, byte[] carried) {
        return ByteBuffer.allocate(12 + carried.length)
                .putLong(operation)
                .putInt(key)
                .put(carried)
                .array();
    }

    static byte[] query(int key, byte[] carried) {
        return ByteBuffer.allocate(4 + carried.length).putInt(key).put(carried).array();
    }

    @Override
    public byte[] apply(CommittedEntry entry) {
        ByteBuffer in = entry.command().duplicate();
        long operation = in.getLong();
        Value value = values.computeIfAbsent(in.getInt(), key -> new Value());
        value.length++;
        value.lastOperation = operation;
        value.chain = Chance.mix(value.chain + operation);
        lastIndex = entry.index();
        chain = Chance.mix(Chance.mix(chain + entry.index()) + operation);
        observer.accept(entry);
        application.apply(new CommittedEntry(
                entry.index(), entry.term(), entry.timestampMillis(), in.slice().asReadOnlyBuffer()));
        return answer(value);
    }

    @Override
    public byte[] read(byte[] query) {
        ByteBuffer in = ByteBuffer.wrap(query);
        int key = in.getInt();
        byte[] carried = new byte[in.remaining()];
        in.get(carried);
        application.read(carried);
        return answer(values.getOrDefault(key, new Value()));
    }

    private byte[] answer(Value value) {
        return new Answer(lastIndex, value.length, value.lastOperation, value.chain).encode();
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
