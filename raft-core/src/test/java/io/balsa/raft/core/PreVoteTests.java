package io.balsa.raft.core;

import static io.balsa.raft.core.TestServer.ELECTION_NANOS;
import static io.balsa.raft.core.TestServer.HEARTBEAT_NANOS;
import static io.balsa.raft.core.TestServer.N1;
import static io.balsa.raft.core.TestServer.N2;
import static io.balsa.raft.core.TestServer.N3;
import static io.balsa.raft.core.TestServer.N4;
import static io.balsa.raft.core.TestServer.preVote;
import static io.balsa.raft.core.TestServer.settings;
import static io.balsa.raft.core.TestServer.vote;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.Role;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Thesis §9.6 (pre-vote), §4.2.3 and §6.2 (votes refused while a leader is heard, leaders that lost their quorum). */
class PreVoteTests {
    @Test
    void preCandidateAsksWithoutRaisingItsTermOrTouchingTheDisk() {
        TestServer server = TestServer.with(settings(true, true), 3, 1);
        server.stopDisk();
        server.campaign();
        assertEquals(Role.PRE_CANDIDATE, server.core.role());
        assertEquals(1, server.core.term());
        assertEquals(List.of(preVote(2, 1, 1)), server.sentTo(N2, PreVoteRequest.class));
        assertEquals(List.of(), server.batches);
    }

    @Test
    void preCandidateBecomesCandidateWithAMajority() {
        TestServer server = TestServer.with(settings(true, true), 3, 1);
        server.campaign();
        server.receive(N2, new PreVoteResponse(1, 2, true));
        assertEquals(Role.CANDIDATE, server.core.role());
        assertEquals(2, server.core.term());
        assertEquals(List.of(vote(2, 1, 1)), server.sentTo(N3, VoteRequest.class));
    }

    @Test
    void answerToAnEarlierPreVoteIsNotCounted() {
        TestServer server = TestServer.with(settings(true, true), 3, 1);
        server.campaign();
        server.receive(N2, new PreVoteResponse(1, 1, true));
        assertEquals(Role.PRE_CANDIDATE, server.core.role());
    }

    @Test
    void lateGrantsAfterWinningStartNothing() {
        TestServer server = TestServer.leader(settings(true, true), 3, 1);
        long term = server.core.term();
        server.receive(N3, new PreVoteResponse(1, 2, true));
        server.receive(N3, new PreVoteResponse(1, term + 1, true));
        assertEquals(Role.LEADER, server.core.role());
        assertEquals(term, server.core.term());
    }

    @Test
    void refusalWithAHigherTermRaisesTheAskersTerm() {
        TestServer server = TestServer.with(settings(true, true), 3, 1);
        server.campaign();
        server.receive(N2, new PreVoteResponse(9, 2, false));
        assertEquals(9, server.core.term());
        assertEquals(Role.FOLLOWER, server.core.role());
    }

    @Test
    void preVoteIsGrantedToAnUpToDateLogAndBindsNobody() {
        TestServer server = TestServer.with(settings(true, true), 3, 1, 1);
        server.receive(N2, preVote(2, 2, 1));
        server.receive(N3, preVote(2, 2, 1));
        assertEquals(List.of(new PreVoteResponse(1, 2, true)), server.sentTo(N2, PreVoteResponse.class));
        assertEquals(List.of(new PreVoteResponse(1, 2, true)), server.sentTo(N3, PreVoteResponse.class));
        assertEquals(Optional.empty(), server.core.votedFor());
        assertEquals(1, server.core.term());
    }

    @Test
    void preVoteIsRefusedToAStaleLog() {
        TestServer server = TestServer.with(settings(true, true), 3, 1, 1);
        server.receive(N2, preVote(2, 1, 1));
        assertFalse(server.lastTo(N2, PreVoteResponse.class).granted());
    }

    @Test
    void preVoteIsRefusedForATermThatIsNotNew() {
        TestServer server = TestServer.with(settings(true, true), 3, 1, 3);
        server.receive(N2, preVote(3, 9, 3));
        assertEquals(new PreVoteResponse(3, 3, false), server.lastTo(N2, PreVoteResponse.class));
    }

    @Test
    void votesAreRefusedWhileALeaderIsHeardAndTheirTermIsIgnored() {
        TestServer server = TestServer.with(settings(true, true), 3, 1);
        server.receive(N2, server.append(1, 1, 1, 0, 1));
        server.receive(N3, preVote(2, 5, 1));
        assertFalse(server.lastTo(N3, PreVoteResponse.class).granted());
        server.receive(N3, vote(9, 5, 1));
        assertEquals(new VoteResponse(1, false), server.lastTo(N3, VoteResponse.class));
        assertEquals(1, server.core.term());
    }

    @Test
    void votesAreGivenAgainOnceTheLeaderIsSilent() {
        TestServer server = TestServer.with(settings(true, true), 3, 1);
        server.receive(N2, server.append(1, 1, 1, 0, 1));
        server.tick(ELECTION_NANOS);
        server.receive(N3, preVote(2, 5, 1));
        assertTrue(server.lastTo(N3, PreVoteResponse.class).granted());
    }

    @Test
    void leaderThatWasRestartedMayAskAgain() {
        TestServer server = TestServer.with(settings(true, true), 3, 1);
        server.receive(N2, server.append(1, 1, 1, 0, 1));
        server.receive(N2, preVote(2, 1, 1));
        assertTrue(server.lastTo(N2, PreVoteResponse.class).granted());
    }

    @Test
    void lostConnectionToTheLeaderStartsAPreVoteEarly() {
        TestServer server = TestServer.with(settings(true, true), 3, 1);
        server.receive(N2, server.append(1, 1, 1, 0, 1));
        server.core.connectionLost(N3);
        assertEquals(ELECTION_NANOS, server.core.nextDeadlineNanos(), "another peer's connection says nothing");
        server.core.connectionLost(N2);
        server.receive(N3, preVote(2, 1, 1));
        assertTrue(server.lastTo(N3, PreVoteResponse.class).granted(), "the leader is not heard any more");
        server.tick(2 * HEARTBEAT_NANOS);
        assertEquals(Role.PRE_CANDIDATE, server.core.role());
        assertEquals(1, server.core.term());
    }

    @Test
    void refusedCandidateAsksAgainSoon() {
        TestServer server = refused(settings(true, true));
        server.tickTo(server.core.nextDeadlineNanos());
        assertEquals(Role.PRE_CANDIDATE, server.core.role());
        assertEquals(1, server.core.term());
        assertEquals(preVote(2, 0, 0), server.lastTo(N3, PreVoteRequest.class));
    }

    @Test
    void refusedCandidateCanStillWin() {
        TestServer server = refused(settings(true, true));
        server.receive(N3, new VoteResponse(1, true));
        server.receive(N4, new VoteResponse(1, true));
        assertEquals(Role.LEADER, server.core.role());
    }

    @Test
    void furtherRefusalsDrawNoEarlierTime() {
        TestServer server = refused(settings(true, true));
        long deadline = server.core.nextDeadlineNanos();
        server.tick(1);
        server.receive(N2, new VoteResponse(1, false));
        server.receive(N3, new VoteResponse(1, false));
        assertEquals(deadline, server.core.nextDeadlineNanos());
    }

    /** A candidate among five that was refused once, at time 30. */
    private static TestServer refused(CoreSettings settings) {
        TestServer server = TestServer.with(settings, 5);
        server.campaign();
        server.receive(N2, new PreVoteResponse(0, 1, true));
        server.receive(N3, new PreVoteResponse(0, 1, true));
        assertEquals(Role.CANDIDATE, server.core.role());
        assertEquals(ELECTION_NANOS, server.core.nextDeadlineNanos());
        server.tickTo(30);
        server.receive(N2, new VoteResponse(1, false));
        assertEquals(Role.CANDIDATE, server.core.role());
        assertEquals(30 + HEARTBEAT_NANOS / 4, server.core.nextDeadlineNanos());
        return server;
    }

    @Test
    void withoutPreVoteARefusalHurriesNobody() {
        TestServer server = TestServer.plain(3);
        server.campaign();
        server.receive(N2, new VoteResponse(1, false));
        assertEquals(ELECTION_NANOS, server.core.nextDeadlineNanos());
    }

    @Test
    void rangeOfChanceAfterARefusalIsSeveralTimesWhatTheRoundTook() {
        List<Long> bounds = new ArrayList<>();
        RaftCore core = new RaftCore(
                settings(true, true),
                N1,
                TestServer.cluster(3),
                RestoredState.EMPTY,
                (from, to, max) -> TestEntries.of(from),
                bound -> {
                    bounds.add(bound);
                    return bound - 1;
                },
                0);
        assertEquals(List.of(ELECTION_NANOS / 2), bounds);
        assertEquals(ELECTION_NANOS * 3 / 2 - 1, core.nextDeadlineNanos());
        core.campaign();
        core.receive(N2, new PreVoteResponse(0, 1, true));
        core.tick(200);
        core.receive(N2, new VoteResponse(1, false));
        assertEquals(4 * 200, bounds.get(bounds.size() - 1));
    }

    @Test
    void lostConnectionIsForgottenWhenTheLeaderIsHeardAgain() {
        TestServer server = TestServer.with(settings(true, true), 3, 1);
        server.receive(N2, server.append(1, 1, 1, 0, 1));
        server.core.connectionLost(N2);
        server.receive(N2, server.append(1, 1, 1, 0, 2));
        server.tick(2 * HEARTBEAT_NANOS);
        assertEquals(Role.FOLLOWER, server.core.role());
    }

    @Test
    void leaderWithoutAQuorumStepsDown() {
        TestServer server = TestServer.leader(settings(true, true), 5, 1);
        for (int i = 0; i < 9; i++) {
            server.tick(HEARTBEAT_NANOS);
        }
        assertEquals(Role.LEADER, server.core.role());
        server.tick(HEARTBEAT_NANOS);
        assertEquals(Role.FOLLOWER, server.core.role());
        assertEquals(Optional.empty(), server.core.leader());
    }

    @Test
    void leaderThatHearsAQuorumStays() {
        TestServer server = TestServer.leader(settings(true, true), 3, 1);
        for (int i = 0; i < 50; i++) {
            server.tick(HEARTBEAT_NANOS);
            server.ackLast(N2);
        }
        assertEquals(Role.LEADER, server.core.role());
    }

    @Test
    void leaderThatStoodStillHearsWaitingAnswersFirst() {
        TestServer server = TestServer.leader(settings(true, true), 3, 1);
        server.tick(HEARTBEAT_NANOS);
        server.tick(20 * ELECTION_NANOS);
        assertEquals(Role.LEADER, server.core.role());
        server.ackLast(N2);
        server.tick(HEARTBEAT_NANOS);
        assertEquals(Role.LEADER, server.core.role());
    }

    @Test
    void leaderThatStoodStillAndHearsNothingStepsDown() {
        TestServer server = TestServer.leader(settings(true, true), 3, 1);
        server.tick(20 * ELECTION_NANOS);
        server.tick(HEARTBEAT_NANOS);
        assertEquals(Role.FOLLOWER, server.core.role());
    }

    @Test
    void failedStorageEndsEveryPromise() {
        TestServer server = TestServer.leader(settings(true, true), 3, 1);
        server.core.persistFailed();
        server.settle();
        assertEquals(Role.FOLLOWER, server.core.role());
        server.sent.clear();
        server.receive(N2, vote(50, 50, 49));
        server.receive(N2, server.append(50, 2, 2, 0, 1, 50));
        server.tick(100 * ELECTION_NANOS);
        server.campaign();
        assertEquals(List.of(), server.sent);
        assertEquals(ProposeResult.NOT_LEADER, server.propose(1));
    }
}
