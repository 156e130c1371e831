package io.balsa.raft.transport.netty;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Caps the number of inbound connections. When all slots are taken, the connection that has been without a handshake the longest
 * makes room: whoever opens connections and says nothing cannot keep the members out. Used by several event loops.
 */
final class InboundSlots {
    private final int maxConnections;
    private final NoticeLog notices;
    private final Set<InboundConnection> unproven = new LinkedHashSet<>();
    private final Set<InboundConnection> established = new HashSet<>();

    InboundSlots(int maxConnections, NoticeLog notices) {
        this.maxConnections = maxConnections;
        this.notices = notices;
    }

    void opened(InboundConnection connection) {
        Optional<InboundConnection> victim = add(connection);
        if (victim.isPresent()) {
            notices.warn(
                    "inboundFull",
                    "more than " + maxConnections + " inbound connections: closed one without a handshake, from "
                            + victim.get().describeRemote());
            victim.get().end("too many connections");
        }
    }

    private synchronized Optional<InboundConnection> add(InboundConnection connection) {
        unproven.add(connection);
        if (unproven.size() + established.size() <= maxConnections) {
            return Optional.empty();
        }
        Iterator<InboundConnection> oldestFirst = unproven.iterator();
        InboundConnection victim = oldestFirst.next();
        oldestFirst.remove();
        return Optional.of(victim);
    }

    synchronized void established(InboundConnection connection) {
        unproven.remove(connection);
        established.add(connection);
    }

    synchronized void closed(InboundConnection connection) {
        unproven.remove(connection);
        established.remove(connection);
    }
}
