package io.balsa.raft.examples.kv;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import io.balsa.raft.examples.kv.KvResult.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The replicated part of the store: keys with values and versions. A key's version is the log index of its last write, so versions
 * need no counter, never repeat, and are the same on every server.
 *
 * <p>The state is an immutable {@link KvState} that each command replaces. A snapshot is therefore the reference itself: taking it costs
 * nothing, and it can be written out by another thread while commands go on. (A shallow copy of a {@code TreeMap} would stop the
 * store for as long as it takes to copy all keys.)
 *
 * <p>Bytes that are no command are answered with {@link Status#BAD_COMMAND} and change nothing: whoever can propose must not be able to
 * stop the cluster.
 */
public final class KvStateMachine implements StateMachine {
    // Written by the thread that applies; read by any. Always a complete state, never one half way through a command.
    private volatile KvState state = KvState.EMPTY;

    @Override
    public byte[] apply(CommittedEntry entry) {
        return apply(entry.index(), entry).encode();
    }

    private KvResult apply(long index, CommittedEntry entry) {
        KvCommand command;
        try {
            command = KvCommandFormat.decode(entry.command().duplicate());
        } catch (MalformedCommandException e) {
            state = state.at(index);
            return KvResult.badCommand(index, e.getMessage());
        }
        if (command instanceof KvCommand.Put put) {
            return put(index, put);
        }
        if (command instanceof KvCommand.Delete delete) {
            return delete(index, delete);
        }
        KvCommand.Announce announce = (KvCommand.Announce) command;
        state = state.withAddress(index, announce.node(), announce.address());
        return KvResult.of(Status.ANNOUNCED, index, 0);
    }

    private KvResult put(long index, KvCommand.Put put) {
        long before = version(put.key());
        if (!put.precondition().holds(before)) {
            state = state.at(index);
            return KvResult.of(Status.PRECONDITION_FAILED, index, before);
        }
        state = state.withKey(index, put.key(), new VersionedValue(index, put.value()));
        return KvResult.of(before == 0 ? Status.CREATED : Status.UPDATED, index, index);
    }

    private KvResult delete(long index, KvCommand.Delete delete) {
        long before = version(delete.key());
        if (!delete.precondition().holds(before)) {
            state = state.at(index);
            return KvResult.of(Status.PRECONDITION_FAILED, index, before);
        }
        state = before == 0 ? state.at(index) : state.withoutKey(index, delete.key());
        return KvResult.of(before == 0 ? Status.NOT_FOUND : Status.DELETED, index, 0);
    }

    private long version(String key) {
        return state.entries().get(key).map(VersionedValue::version).orElse(0L);
    }

    @Override
    public byte[] read(byte[] query) throws MalformedCommandException {
        KvState now = state;
        return now.entries()
                .get(KvQuery.decode(query).key())
                .map(found -> new KvResult(Status.FOUND, now.index(), found.version(), found.value()))
                .orElseGet(() -> KvResult.of(Status.NOT_FOUND, now.index(), 0))
                .encode();
    }

    @Override
    public Snapshot snapshot() {
        return state::writeTo;
    }

    @Override
    public void restore(InputStream in) throws IOException {
        state = KvState.readFrom(in);
    }

    /**
     * Where a server answers HTTP, as far as this replica knows. May be out of date. Callable from any thread.
     *
     * @param node the server
     * @return its {@code host:port}, empty if it never led
     */
    public Optional<String> httpAddress(String node) {
        return state.addresses().get(node);
    }

    /** {@return how many keys this replica holds; callable from any thread} */
    public int keyCount() {
        return state.entries().size();
    }
}
