package io.balsa.raft.node;

import io.balsa.raft.Role;
import io.balsa.raft.core.RoleChange;
import io.balsa.raft.spi.NodeId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each change of leader that this server sees; campaigns go to DEBUG, since a server that is cut
 * off campaigns for ever.
 */
final class RoleLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.balsa.raft.roles");

    private final NodeId id;
    private RoleChange last;

    /** The last leader known, and its term, for "was". */
    private Optional<NodeId> lastLeader = Optional.empty();

    private long lastLeaderTerm;

    RoleLog(NodeId id, Role role, long term) {
        this.id = id;
        this.last = new RoleChange(role, term, Optional.empty(), "started");
    }

    /** {@return the role before the next change} */
    RoleChange last() {
        return last;
    }

    void changed(RoleChange now, long lastIndex, long lastTerm, long commitIndex) {
        boolean newLeader = now.leader().isPresent()
                && !(now.leader().equals(last.leader()) && now.term() == last.term() && now.role() == last.role());
        if (last.role() == Role.LEADER && !(now.role() == Role.LEADER && now.term() == last.term())) {
            LOG.info("{} stepped down in term {}: {}", id, last.term(), now.reason());
        }
        if (now.role() == Role.LEADER) {
            LOG.info(
                    "{} became leader for term {}: {}, last log {}@{}, commit {}",
                    id,
                    now.term(),
                    now.reason(),
                    lastIndex,
                    lastTerm,
                    commitIndex);
        } else if (newLeader) {
            LOG.info("{} follows {} in term {}{}", id, now.leader().get(), now.term(), formerLeader());
        } else if (last.leader().isPresent() && last.role() != Role.LEADER) {
            LOG.info("{} lost its leader {} of term {}: {}", id, last.leader().get(), last.term(), now.reason());
        } else {
            LOG.debug("{} is {} in term {}: {}", id, now.role(), now.term(), now.reason());
        }
        if (now.leader().isPresent()) {
            lastLeader = now.leader();
            lastLeaderTerm = now.term();
        }
        last = now;
    }

    private String formerLeader() {
        return lastLeader
                .map(leader -> " (was " + leader + " in term " + lastLeaderTerm + ")")
                .orElse("");
    }
}
