package io.balsa.raft.node;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.TransportListener;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network within the process: hands a message over at once, on the sender's thread, unless one of the two servers is cut off. */
final class TestHub {
    /** A message as it left. */
    record Sent(NodeId from, NodeId to, RaftMessage message) {}

    private final Map<NodeId, TransportListener> listeners = new ConcurrentHashMap<>();
    private final Set<NodeId> isolated = ConcurrentHashMap.newKeySet();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private volatile boolean recording;

    void isolate(NodeId id) {
        isolated.add(id);
    }

    void heal() {
        isolated.clear();
    }

    void record() {
        sent.clear();
        recording = true;
    }

    /** {@return what was sent since {@link #record}} */
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    boolean isConnected(NodeId id) {
        return listeners.containsKey(id);
    }

    private static RaftMessage kept(RaftMessage message) {
        return message instanceof AppendRequest append && append.entries() instanceof EncodedEntries entries
                ? append.with(entries.copy())
                : message;
    }

    Transport transport(NodeId self) {
        return new Transport() {
            @Override
            public void start(LocalIdentity local, TransportListener listener) {
                listeners.put(self, listener);
            }

            @Override
            public void peers(Collection<Member> peers) {}

            @Override
            public void send(NodeId to, RaftMessage message) {
                if (recording) {
                    sent.add(new Sent(self, to, kept(message)));
                }
                TransportListener receiver = listeners.get(to);
                if (receiver != null && !isolated.contains(self) && !isolated.contains(to)) {
                    receiver.received(self, message);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {
                listeners.remove(self);
            }
        };
    }
}
