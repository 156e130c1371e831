package io.balsa.raft.core;

import static io.balsa.raft.core.TestServer.ELECTION_NANOS;
import static io.balsa.raft.core.TestServer.N1;
import static io.balsa.raft.core.TestServer.N2;
import static io.balsa.raft.core.TestServer.N3;
import static io.balsa.raft.core.TestServer.N4;
import static io.balsa.raft.core.TestServer.vote;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Paper §5.2 (leader election) and §5.4.1 (election restriction). */
class ElectionTests {
    @Test
    void serverStartsAsFollower() {
        TestServer server = TestServer.plain(3);
        assertEquals(Role.FOLLOWER, server.core.role());
        assertEquals(Optional.empty(), server.core.leader());
    }

    @Test
    void followerCampaignsWhenTheElectionTimeoutPassesAndNotBefore() {
        TestServer server = TestServer.plain(3);
        server.tickTo(ELECTION_NANOS - 1);
        assertEquals(Role.FOLLOWER, server.core.role());
        server.tickTo(server.core.nextDeadlineNanos());
        assertEquals(Role.CANDIDATE, server.core.role());
        assertEquals(1, server.core.term());
        assertEquals(Optional.of(N1), server.core.votedFor());
        assertEquals(List.of(vote(1, 0, 0)), server.sentTo(N2, VoteRequest.class));
        assertEquals(List.of(vote(1, 0, 0)), server.sentTo(N3, VoteRequest.class));
    }

    @Test
    void voteRequestWaitsForTheOwnTermAndVote() {
        TestServer server = TestServer.plain(3);
        server.stopDisk();
        server.campaign();
        assertEquals(List.of(), server.sent);
        assertEquals(
                Optional.of(new HardState(1, Optional.of(N1))),
                server.batches.get(0).hardState());
        server.startDisk();
        assertEquals(2, server.sent(VoteRequest.class).size());
    }

    @Test
    void ownVoteCountsOnlyOnceItIsDurable() {
        TestServer server = TestServer.plain(1);
        server.stopDisk();
        server.campaign();
        assertEquals(Role.CANDIDATE, server.core.role());
        server.startDisk();
        assertEquals(Role.LEADER, server.core.role());
    }

    @Test
    void candidateWinsWithAMajorityAndNotWithLess() {
        TestServer server = TestServer.plain(5);
        server.campaign();
        server.receive(N2, new VoteResponse(1, true));
        assertEquals(Role.CANDIDATE, server.core.role());
        server.receive(N2, new VoteResponse(1, true));
        assertEquals(Role.CANDIDATE, server.core.role(), "the same vote counted twice");
        server.receive(N3, new VoteResponse(1, true));
        assertEquals(Role.LEADER, server.core.role());
        assertEquals(Optional.of(N1), server.core.leader());
    }

    @Test
    void refusalIsNotTurnedIntoAGrantByARepetition() {
        TestServer server = TestServer.plain(3);
        server.campaign();
        server.receive(N2, new VoteResponse(1, false));
        server.receive(N2, new VoteResponse(1, true));
        assertEquals(Role.CANDIDATE, server.core.role());
    }

    @Test
    void grantOfAnOlderTermIsIgnored() {
        TestServer server = TestServer.plain(3);
        server.campaign();
        server.campaign();
        assertEquals(2, server.core.term());
        server.receive(N2, new VoteResponse(1, true));
        assertEquals(Role.CANDIDATE, server.core.role());
    }

    @Test
    void voteOfAStrangerDoesNotCount() {
        TestServer server = TestServer.plain(3);
        server.campaign();
        server.receive(N4, new VoteResponse(1, true));
        assertEquals(Role.CANDIDATE, server.core.role());
    }

    @Test
    void candidateCampaignsAgainAfterASplitVote() {
        TestServer server = TestServer.plain(3);
        server.campaign();
        server.tick(2 * ELECTION_NANOS);
        assertEquals(2, server.core.term());
        assertEquals(Role.CANDIDATE, server.core.role());
    }

    @Test
    void candidateFollowsALeaderOfItsTerm() {
        TestServer server = TestServer.plain(3);
        server.campaign();
        server.receive(N2, server.append(1, 0, 0, 0, 1));
        assertEquals(Role.FOLLOWER, server.core.role());
        assertEquals(Optional.of(N2), server.core.leader());
        assertEquals(Optional.of(N1), server.core.votedFor(), "the vote of a term is never taken back");
    }

    @Test
    void higherTermInAnyMessageMakesAFollower() {
        TestServer server = TestServer.leader(TestServer.settings(false, false), 3);
        server.receive(N2, new VoteResponse(7, false));
        assertEquals(Role.FOLLOWER, server.core.role());
        assertEquals(7, server.core.term());
        assertEquals(Optional.empty(), server.core.votedFor());
    }

    @Test
    void votesOncePerTermFirstComeFirstServed() {
        TestServer server = TestServer.plain(3);
        server.receive(N2, vote(1, 0, 0));
        server.receive(N3, vote(1, 0, 0));
        assertEquals(List.of(new VoteResponse(1, true)), server.sentTo(N2, VoteResponse.class));
        assertEquals(List.of(new VoteResponse(1, false)), server.sentTo(N3, VoteResponse.class));
    }

    @Test
    void repeatedRequestOfTheSameCandidateIsGrantedAgain() {
        TestServer server = TestServer.plain(3);
        server.receive(N2, vote(1, 0, 0));
        server.receive(N2, vote(1, 0, 0));
        assertEquals(
                List.of(new VoteResponse(1, true), new VoteResponse(1, true)), server.sentTo(N2, VoteResponse.class));
        assertEquals(1, server.batches.size(), "nothing new to write");
    }

    @Test
    void voteGivenBeforeARestartBindsAfterIt() {
        TestServer server = TestServer.restarted(3, new HardState(4, Optional.of(N2)), 0);
        server.receive(N3, vote(4, 9, 4));
        assertFalse(server.lastTo(N3, VoteResponse.class).granted());
    }

    @Test
    void grantWaitsForTheDisk() {
        TestServer server = TestServer.plain(3);
        server.stopDisk();
        server.receive(N2, vote(1, 0, 0));
        assertEquals(List.of(), server.sent);
        server.startDisk();
        assertEquals(List.of(new VoteResponse(1, true)), server.sentTo(N2, VoteResponse.class));
    }

    @Test
    void steppingDownInTheSameTermKeepsTheVote() {
        TestServer server = TestServer.leader(TestServer.settings(false, true), 3);
        long term = server.core.term();
        server.tick(10);
        for (int i = 0; i < 40 && server.core.role() == Role.LEADER; i++) {
            server.tick(TestServer.HEARTBEAT_NANOS);
        }
        assertEquals(Role.FOLLOWER, server.core.role());
        server.receive(N2, vote(term, 9, term));
        assertFalse(server.lastTo(N2, VoteResponse.class).granted());
    }

    @Test
    void logUpToDateIsComparedByLastTermThenLength() {
        long[][] logs = {{}, {1}, {1, 1}, {1, 2}, {1, 1, 1}, {2}, {2, 2}, {3}};
        for (long[] mine : logs) {
            for (long[] theirs : logs) {
                TestServer server = TestServer.restarted(3, new HardState(5, Optional.empty()), 0, mine);
                long theirTerm = theirs.length == 0 ? 0 : theirs[theirs.length - 1];
                long myTerm = mine.length == 0 ? 0 : mine[mine.length - 1];
                boolean upToDate = theirTerm > myTerm || (theirTerm == myTerm && theirs.length >= mine.length);
                server.receive(N2, vote(6, theirs.length, theirTerm));
                assertEquals(
                        upToDate,
                        server.lastTo(N2, VoteResponse.class).granted(),
                        () -> "mine " + List.of(mine) + " theirs " + List.of(theirs));
                assertEquals(6, server.core.term(), "the term is adopted either way");
            }
        }
    }

    @Test
    void grantingPutsOffTheOwnCampaignAndRefusingDoesNot() {
        TestServer granting = TestServer.plain(3);
        granting.tickTo(900);
        granting.receive(N2, vote(1, 0, 0));
        assertEquals(900 + ELECTION_NANOS, granting.core.nextDeadlineNanos());

        TestServer refusing = TestServer.plain(3, 1, 1);
        refusing.tickTo(900);
        refusing.receive(N2, vote(1, 1, 1));
        assertFalse(refusing.lastTo(N2, VoteResponse.class).granted());
        assertEquals(ELECTION_NANOS, refusing.core.nextDeadlineNanos());
    }

    @Test
    void higherTermWithoutAVoteDoesNotPutOffTheOwnCampaign() {
        TestServer server = TestServer.plain(3, 1, 1);
        server.tickTo(900);
        server.receive(N2, new VoteResponse(4, false));
        assertEquals(4, server.core.term());
        assertEquals(ELECTION_NANOS, server.core.nextDeadlineNanos());
    }

    @Test
    void leaderAppendsANoOpOfItsTermAndSendsIt() {
        TestServer server = TestServer.plain(3, 1, 1);
        server.campaign();
        server.receive(N2, new VoteResponse(2, true));
        assertEquals(List.of(1L, 1L, 2L), server.log());
        AppendRequest request = server.lastTo(N2, AppendRequest.class);
        assertEquals(2, request.prevIndex());
        assertEquals(1, request.prevTerm());
        assertEquals(1, request.entries().count());
    }

    @Test
    void leaderNeverCampaigns() {
        TestServer server = TestServer.leader(TestServer.settings(true, true), 3);
        long term = server.core.term();
        server.campaign();
        assertEquals(Role.LEADER, server.core.role());
        assertEquals(term, server.core.term());
    }

    @Test
    void secondLeaderInATermIsFatal() {
        TestServer follower = TestServer.plain(3);
        follower.receive(N2, follower.append(1, 0, 0, 0, 1));
        assertThrows(InvariantViolation.class, () -> follower.receive(N3, follower.append(1, 0, 0, 0, 1)));

        TestServer leader = TestServer.leader(TestServer.settings(false, false), 3);
        assertThrows(InvariantViolation.class, () -> leader.receive(N3, leader.append(leader.core.term(), 0, 0, 0, 1)));
    }

    @Test
    void termFarAheadIsNotFollowed() {
        TestServer server = TestServer.plain(3);
        server.receive(N2, vote(Long.MAX_VALUE, 0, 0));
        server.receive(N2, new VoteResponse(Long.MAX_VALUE, false));
        assertEquals(0, server.core.term());
        assertTrue(server.sent.isEmpty());
    }

    @Test
    void jitterIsDrawnAnewForEachCampaign() {
        int[] draws = {0};
        RaftCore core = new RaftCore(
                TestServer.settings(false, false),
                N1,
                TestServer.cluster(3),
                io.balsa.raft.spi.RestoredState.EMPTY,
                (from, to, max) -> TestEntries.of(from),
                bound -> draws[0]++ * 10L,
                0);
        long first = core.nextDeadlineNanos();
        core.tick(first);
        long second = core.nextDeadlineNanos() - first;
        core.tick(first + second);
        long third = core.nextDeadlineNanos() - first - second;
        assertTrue(second > ELECTION_NANOS && third > second, second + " " + third);
    }
}
