package io.balsa.raft.core;

import static io.balsa.raft.core.TestServer.N2;
import static io.balsa.raft.core.TestServer.N3;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thesis §4.1: a membership is in force from the moment at which it is appended, and until it is cut off again. */
class MembershipTrackerTests {
    private static final Membership FIVE = TestServer.cluster(5);
    private static final Membership WITHOUT_ME =
            Membership.ofVoters(List.of(new Member(NodeId.of("n2"), "host:2"), new Member(NodeId.of("n3"), "host:3")));

    private static AppendRequest bringing(long term, long index, long prevTerm, long commit, Membership membership) {
        return new AppendRequest(
                term, index - 1, prevTerm, commit, 1, TestEntries.configuration(index, term, membership));
    }

    @Test
    void membershipIsInForceWhenAppended() {
        TestServer server = TestServer.plain(3, 1);
        server.receive(N2, bringing(1, 2, 1, 0, FIVE));
        assertEquals(FIVE, server.core.membership());
        assertEquals(List.of(FIVE), server.memberships);
    }

    @Test
    void truncatedMembershipIsRolledBack() {
        TestServer server = TestServer.plain(3, 1);
        server.receive(N2, bringing(1, 2, 1, 0, FIVE));
        server.receive(N3, server.append(2, 1, 1, 0, 1, 2));
        assertEquals(TestServer.cluster(3), server.core.membership());
    }

    @Test
    void committedMembershipStaysWhenLaterEntriesAreCut() {
        TestServer server = TestServer.plain(3, 1);
        server.receive(N2, bringing(1, 2, 1, 2, FIVE));
        server.receive(N2, server.append(1, 2, 1, 2, 2, 1));
        server.receive(N3, server.append(2, 2, 1, 0, 1, 2));
        assertEquals(FIVE, server.core.membership());
    }

    @Test
    void serverOutsideTheMembershipLearnsAndNeverCampaigns() {
        TestServer server = TestServer.plain(3, 1);
        server.receive(N2, bringing(1, 2, 1, 0, WITHOUT_ME));
        assertEquals(Role.LEARNER, server.core.role());
        assertEquals(Long.MAX_VALUE, server.core.nextDeadlineNanos());
        server.tick(100 * TestServer.ELECTION_NANOS);
        server.campaign();
        assertEquals(Role.LEARNER, server.core.role());
    }

    @Test
    void learnerVotesAllTheSame() {
        TestServer server = TestServer.plain(3, 1);
        server.receive(N2, bringing(1, 2, 1, 0, WITHOUT_ME));
        server.receive(N3, TestServer.vote(2, 2, 1));
        assertTrue(server.lastTo(N3, io.balsa.raft.spi.VoteResponse.class).granted());
    }
}
