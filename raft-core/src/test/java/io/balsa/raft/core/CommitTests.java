package io.balsa.raft.core;

import static io.balsa.raft.core.TestServer.N2;
import static io.balsa.raft.core.TestServer.N3;
import static io.balsa.raft.core.TestServer.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.HardState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Paper §5.3, §5.4.2: when an entry is committed, and when it is applied. */
class CommitTests {
    @Test
    void entryIsCommittedOnceAMajorityHoldsItDurably() {
        TestServer server = TestServer.leader(settings(true, true), 5, 1);
        server.ackAllUpTo(N2, 2);
        assertEquals(0, server.core.commitIndex());
        server.ackAllUpTo(N3, 2);
        assertEquals(2, server.core.commitIndex());
    }

    @Test
    void leaderCountsItselfOnlyForWhatItsOwnDiskHolds() {
        TestServer server = TestServer.leader(settings(true, true), 3, 1);
        server.ackAllUpTo(N2, 2);
        server.stopDisk();
        server.propose(1);
        server.ackLast(N2);
        assertEquals(2, server.core.commitIndex());
        server.startDisk();
        assertEquals(3, server.core.commitIndex());
    }

    @Test
    void followersMayCommitWithoutTheLeadersDiskButItAppliesOnlyWhatIsDurable() {
        TestServer server = TestServer.leader(settings(true, true), 3, 1);
        server.ackAllUpTo(N2, 2);
        server.ackAllUpTo(N3, 2);
        server.stopDisk();
        server.propose(1);
        server.ackLast(N2);
        server.ackLast(N3);
        assertEquals(3, server.core.commitIndex());
        assertEquals(2, server.core.appliedIndex());
        server.startDisk();
        assertEquals(3, server.core.appliedIndex());
    }

    @Test
    void singleServerCommitsWhenItsDiskHasTheEntryAndNotBefore() {
        TestServer server = TestServer.leader(settings(true, true), 1);
        assertEquals(1, server.core.commitIndex());
        server.stopDisk();
        server.propose(1);
        assertEquals(1, server.core.commitIndex());
        server.startDisk();
        assertEquals(2, server.core.commitIndex());
    }

    /** Figure 8 (c): the entry of term 2 is on a majority, and still not committed before one of the leader's own term is. */
    @Test
    void entryOfAnEarlierTermIsNotCommittedByCounting() {
        TestServer server = TestServer.restarted(5, new HardState(3, Optional.empty()), 0, 1, 2);
        server.campaign();
        server.receive(N2, new io.balsa.raft.spi.VoteResponse(4, true));
        server.receive(N3, new io.balsa.raft.spi.VoteResponse(4, true));
        assertEquals(Role.LEADER, server.core.role());
        server.stopDisk();
        AppendRequest request = server.append(4, 1, 1, 0, 1, 2);
        server.receive(N2, server.ackOf(request));
        server.receive(N3, server.ackOf(request));
        assertEquals(0, server.core.commitIndex());
        server.ackLast(N2);
        server.ackLast(N3);
        assertEquals(3, server.core.commitIndex(), "the no-op of term 4 takes the rest along");
    }

    @Test
    void entriesAreAppliedOnceEachAndInOrder() {
        TestServer server = TestServer.leader(settings(true, true), 3, 1, 1);
        for (int i = 0; i < 5; i++) {
            server.propose(2);
            server.ackAllUpTo(N2, server.core.lastIndex());
        }
        long next = 1;
        for (long[] range : server.applied) {
            assertEquals(next, range[0]);
            next = range[1] + 1;
        }
        assertEquals(server.core.lastIndex() + 1, next);
    }

    @Test
    void acknowledgementOfAnEarlierLeadershipDoesNotCount() {
        TestServer server = TestServer.leader(settings(false, false), 3, 1);
        AppendRequest old = server.append(server.core.term(), 1, 1, 0, 1, server.core.term());
        server.receive(N3, server.append(5, 1, 1, 0, 1, 5));
        server.campaign();
        server.receive(N3, new io.balsa.raft.spi.VoteResponse(6, true));
        server.receive(N2, server.ackOf(old));
        assertEquals(0, server.core.commitIndex());
        assertEquals(List.of(1L, 5L, 6L), server.log());
    }
}
