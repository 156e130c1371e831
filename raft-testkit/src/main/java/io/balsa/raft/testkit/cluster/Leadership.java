package io.balsa.raft.testkit.cluster;

import io.balsa.raft.NodeStatus;
import io.balsa.raft.Role;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.memory.MemoryNetwork;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who can lead at the moment: not everybody who believes so can. */
final class Leadership {
    private final Collection<TestServer> servers;
    private final MemoryNetwork network;

    Leadership(Collection<TestServer> servers, MemoryNetwork network) {
        this.servers = servers;
        this.network = network;
    }

    /** {@return the leader that a majority of all servers follow in its term, over connections that are not cut} */
    Optional<TestServer> leader() {
        List<NodeStatus> statuses =
                servers.stream().flatMap(server -> server.status().stream()).toList();
        for (TestServer server : servers) {
            Optional<NodeStatus> status = server.status();
            if (status.isPresent()
                    && status.get().role() == Role.LEADER
                    && 2 * followers(status.get(), statuses) > servers.size()) {
                return Optional.of(server);
            }
        }
        return Optional.empty();
    }

    /** How many follow a leader, itself counted. */
    private long followers(NodeStatus leader, List<NodeStatus> statuses) {
        return statuses.stream()
                .filter(status -> status.term() == leader.term()
                        && status.leader().equals(Optional.of(leader.id()))
                        && isConnected(leader.id(), status.id()))
                .count();
    }

    private boolean isConnected(NodeId one, NodeId other) {
        return network.isOpen(one, other) && network.isOpen(other, one);
    }
}
