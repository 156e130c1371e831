package io.balsa.raft;

import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * How a server is doing.
 *
 * @param id the server
 * @param role its role
 * @param term its term
 * @param leader who leads that term, as far as it knows
 * @param firstIndex index of the first entry in its log
 * @param lastIndex index of the last entry in its log
 * @param durableIndex up to where its own disk holds the log
 * @param commitIndex up to where it knows entries to be committed
 * @param appliedIndex up to where its state machine has applied them
 * @param membership the membership in force
 * @param peers how the others are doing; empty unless this server leads
 * @param health whether it works, and if not, why
 */
public record NodeStatus(
        NodeId id,
        Role role,
        long term,
        Optional<NodeId> leader,
        long firstIndex,
        long lastIndex,
        long durableIndex,
        long commitIndex,
        long appliedIndex,
        Membership membership,
        List<PeerStatus> peers,
        NodeHealth health) {}
