package io.balsa.raft.core;

import io.balsa.raft.Role;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.util.Objects;
import java.util.Optional;

/** Tells the driver of a new role, term, leader or membership, once each: compares what is with what the last flush has told. */
final class Announcements {
    private Role role;
    private long term;
    private NodeId leader;
    private Membership membership;

    Announcements(ServerState state, ServerRole serverRole) {
        this(serverRole.role(), state.term, serverRole.leader(), state.membership());
    }

    private Announcements(Role role, long term, NodeId leader, Membership membership) {
        this.role = role;
        this.term = term;
        this.leader = leader;
        this.membership = membership;
    }

    Announcements copy() {
        return new Announcements(role, term, leader, membership);
    }

    boolean arePending(ServerState state, ServerRole serverRole) {
        return isRoleChanged(state, serverRole) || isMembershipChanged(state);
    }

    private boolean isRoleChanged(ServerState state, ServerRole serverRole) {
        return serverRole.role() != role || state.term != term || !Objects.equals(serverRole.leader(), leader);
    }

    private boolean isMembershipChanged(ServerState state) {
        return !state.membership().equals(membership);
    }

    void flush(ServerState state, ServerRole serverRole, String reason, Effects effects) {
        if (isRoleChanged(state, serverRole)) {
            role = serverRole.role();
            term = state.term;
            leader = serverRole.leader();
            effects.roleChanged(new RoleChange(role, term, Optional.ofNullable(leader), reason));
        }
        if (isMembershipChanged(state)) {
            membership = state.membership();
            effects.membershipChanged(membership);
        }
    }
}
