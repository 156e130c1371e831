package io.balsa.raft.core;

import io.balsa.raft.Role;
import io.balsa.raft.spi.NodeId;
import java.util.Optional;

/**
 * What a server is now, and why.
 *
 * @param role its role
 * @param term its term
 * @param leader the leader of that term, if known
 * @param reason one clause for a person: what brought the change about, with votes and timeouts where there are any
 */
public record RoleChange(Role role, long term, Optional<NodeId> leader, String reason) {}
