package io.balsa.raft.core;

import static io.balsa.raft.core.TestServer.HEARTBEAT_NANOS;
import static io.balsa.raft.core.TestServer.N2;
import static io.balsa.raft.core.TestServer.N3;
import static io.balsa.raft.core.TestServer.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.HardState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Paper §5.3: log replication, both sides. */
class ReplicationTests {
    private static TestServer leaderOf3(long... terms) {
        return TestServer.leader(settings(true, true), 3, terms);
    }

    // ---- follower ----

    @Test
    void followerAppendsWhatFollowsItsLog() {
        TestServer server = TestServer.plain(3, 1);
        server.receive(N2, server.append(1, 1, 1, 0, 7, 1, 1));
        assertEquals(List.of(1L, 1L, 1L), server.log());
        AppendResponse answer = server.lastTo(N2, AppendResponse.class);
        assertTrue(answer.success());
        assertEquals(3, answer.match());
        assertEquals(7, answer.requestNumber());
    }

    @Test
    void followerRejectsAppendWhenItLacksThePreviousEntry() {
        TestServer server = TestServer.plain(3, 1);
        server.receive(N2, server.append(1, 5, 1, 0, 1, 1));
        AppendResponse answer = server.lastTo(N2, AppendResponse.class);
        assertFalse(answer.success());
        assertEquals(5, answer.rejected());
        assertEquals(1, answer.hintIndex());
        assertEquals(1, answer.hintTerm());
        assertEquals(List.of(1L), server.log());
    }

    @Test
    void followerRejectsAppendWhenPrevTermDiffersAndHintsBehindItsConflictingTerm() {
        TestServer server = TestServer.plain(3, 1, 1, 2, 2, 2);
        server.receive(N2, server.append(3, 5, 1, 0, 1));
        AppendResponse answer = server.lastTo(N2, AppendResponse.class);
        assertEquals(2, answer.hintIndex());
        assertEquals(1, answer.hintTerm());
    }

    @Test
    void followerRejectsALeaderOfAnOldTermWithItsOwnTerm() {
        TestServer server = TestServer.plain(3, 5);
        server.receive(N2, server.append(4, 0, 0, 0, 1, 4));
        AppendResponse answer = server.lastTo(N2, AppendResponse.class);
        assertFalse(answer.success());
        assertEquals(5, answer.term());
        assertEquals(List.of(5L), server.log());
    }

    @Test
    void followerCutsItsLogOnConflictOnly() {
        TestServer server = TestServer.plain(3, 1, 1, 2, 2);
        server.receive(N2, server.append(3, 1, 1, 0, 1, 1));
        assertEquals(List.of(1L, 1L, 2L, 2L), server.log(), "an older, shorter request must not cut");
        server.receive(N2, server.append(3, 2, 1, 0, 2, 3));
        assertEquals(List.of(1L, 1L, 3L), server.log());
        assertEquals(3, server.batches.get(server.batches.size() - 1).truncateFrom());
    }

    @Test
    void followerAcknowledgesWhatTheRequestVerifiedAndNotItsDivergentTail() {
        TestServer server = TestServer.plain(3, 1, 1, 2, 2, 2);
        server.receive(N2, server.append(3, 2, 1, 5, 1));
        AppendResponse answer = server.lastTo(N2, AppendResponse.class);
        assertTrue(answer.success());
        assertEquals(2, answer.match());
        assertEquals(2, server.core.commitIndex(), "committing beyond what the request verified");
    }

    @Test
    void followerCommitsWhatTheLeaderCommittedAndTheRequestCovers() {
        TestServer server = TestServer.plain(3);
        server.receive(N2, server.append(1, 0, 0, 2, 1, 1, 1, 1));
        assertEquals(2, server.core.commitIndex());
        server.receive(N2, server.append(1, 3, 1, 3, 2));
        assertEquals(3, server.core.commitIndex());
        server.receive(N2, server.append(1, 3, 1, 1, 3));
        assertEquals(3, server.core.commitIndex(), "commit never falls");
    }

    @Test
    void answerWaitsUntilTheEntriesAreDurable() {
        TestServer server = TestServer.plain(3, 1);
        server.stopDisk();
        server.receive(N2, server.append(1, 1, 1, 0, 1, 1));
        assertEquals(List.of(), server.sentTo(N2, AppendResponse.class));
        server.receive(N2, server.append(1, 1, 1, 0, 2));
        assertEquals(1, server.sentTo(N2, AppendResponse.class).size(), "a heartbeat waits for no disk");
        server.receive(N2, server.append(1, 2, 1, 0, 3));
        assertEquals(
                1,
                server.sentTo(N2, AppendResponse.class).size(),
                "but an empty request about entries not durable does");
        server.startDisk();
        assertEquals(3, server.sentTo(N2, AppendResponse.class).size());
    }

    @Test
    void batchReportedDurableSaysNothingOfALaterCut() {
        TestServer server = TestServer.plain(3, 1);
        server.stopDisk();
        server.receive(N2, server.append(2, 1, 1, 0, 1, 2, 2));
        server.receive(N3, server.append(3, 1, 1, 0, 1, 3));
        long first = server.batches.get(0).seq();
        server.persisted(first);
        assertEquals(1, server.core.durableIndex(), "indexes 2 and 3 on disk are of the old leader");
        server.persisted(server.lastSeq());
        assertEquals(2, server.core.durableIndex());
    }

    @Test
    void committedEntriesAreNeverCut() {
        TestServer server = TestServer.plain(3);
        server.receive(N2, server.append(1, 0, 0, 2, 1, 1, 1));
        assertThrows(InvariantViolation.class, () -> server.receive(N3, server.append(2, 1, 1, 0, 1, 2)));
    }

    @Test
    void entriesOfALaterTermThanTheirLeaderAreIgnored() {
        TestServer server = TestServer.plain(3);
        server.receive(N2, server.append(1, 0, 0, 0, 1, 2));
        assertEquals(List.of(), server.log());
        assertEquals(0, server.core.term());
    }

    @Test
    void cutInsideEntriesNotYetHandedOutLeavesTheRest() {
        TestServer server = TestServer.plain(3, 1);
        server.core.receive(N2, server.append(2, 1, 1, 0, 1, 2, 2, 2));
        server.core.receive(N3, server.append(3, 2, 2, 0, 1, 3));
        server.settle();
        assertEquals(List.of(1L, 2L, 3L), server.log());
        assertEquals(1, server.batches.size());
        assertEquals(0, server.batches.get(0).truncateFrom(), "nothing of it was ever written");
        assertEquals(3, server.core.durableIndex());
    }

    @Test
    void refusedRequestStillShowsThatTheLeaderLives() {
        TestServer server = TestServer.with(settings(true, true), 3, 1);
        server.tick(900);
        server.receive(N2, server.append(1, 5, 1, 0, 1));
        assertEquals(900 + TestServer.ELECTION_NANOS, server.core.nextDeadlineNanos());
    }

    // ---- leader ----

    @Test
    void leaderProbesWithOneRequestAndThenPipelines() {
        TestServer server = leaderOf3(1, 1);
        server.propose(1);
        server.propose(1);
        assertEquals(0, server.sentTo(N2, AppendRequest.class).size(), "the probe sent at the election is unanswered");
        AppendRequest probe = server.append(2, 2, 1, 0, 1, 2);
        server.receive(N2, server.ackOf(probe));
        assertEquals(ReplicationState.REPLICATE, server.peer(N2).state());
        assertEquals(1, server.sentTo(N2, AppendRequest.class).size());
        server.propose(1);
        server.propose(1);
        assertEquals(3, server.sentTo(N2, AppendRequest.class).size(), "sent without waiting for answers");
    }

    @Test
    void inflightWindowIsBoundedInRequestsAndOpensWithAnswers() {
        TestServer server = leaderOf3(1);
        server.receive(N2, server.ackOf(server.append(2, 1, 1, 0, 1, 2)));
        for (int i = 0; i < 10; i++) {
            server.propose(1);
        }
        assertEquals(4, server.peer(N2).inflightRequests());
        server.ackLast(N2);
        assertEquals(4 + 1, server.sentTo(N2, AppendRequest.class).size(), "all that waited goes out together");
        assertEquals(12, server.lastTo(N2, AppendRequest.class).lastIndex());
    }

    @Test
    void requestsAreBoundedInBytes() {
        TestServer server = leaderOf3(1);
        server.receive(N2, server.ackOf(server.append(2, 1, 1, 0, 1, 2)));
        server.propose(250);
        List<AppendRequest> requests = server.sentTo(N2, AppendRequest.class);
        assertEquals(
                List.of(100, 100, 50),
                requests.stream().map(r -> r.entries().count()).toList());
    }

    @Test
    void refusalIsFollowedByAProbeWhereTheLogsCanAgree() {
        TestServer server = leaderOf3(1, 1, 1, 4, 4, 5, 5, 6, 6, 6);
        AppendRequest first = server.append(7, 10, 6, 0, 1, 7);
        // Figure 7 (f): the follower has 1,1,1,2,2,2,3,3,3,3,3.
        server.receive(N2, server.refusalOf(first, 10, 3));
        AppendRequest second = server.lastTo(N2, AppendRequest.class);
        assertEquals(3, second.prevIndex(), "our terms above 3 are skipped at once");
        server.ackLast(N2);
        assertEquals(11, server.peer(N2).match());
    }

    @Test
    void refusalFromBeforeTheProbeIsIgnored() {
        TestServer server = leaderOf3(1, 1);
        AppendRequest probe = server.append(2, 2, 1, 0, 1, 2);
        server.receive(N2, server.ackOf(probe));
        server.receive(N2, server.refusalOf(probe, 0, 0));
        assertEquals(3, server.peer(N2).match());
        assertEquals(4, server.peer(N2).next());
        assertEquals(ReplicationState.REPLICATE, server.peer(N2).state());
    }

    @Test
    void lostConnectionStartsANewSessionInWhichOldAnswersDoNotCount() {
        TestServer server = leaderOf3(1);
        server.receive(N2, server.ackOf(server.append(2, 1, 1, 0, 1, 2)));
        server.propose(1);
        AppendRequest underWay = server.lastTo(N2, AppendRequest.class);
        server.core.connectionLost(N2);
        server.settle();
        assertEquals(ReplicationState.PROBE, server.peer(N2).state());
        server.receive(N2, server.ackOf(underWay));
        assertEquals(2, server.peer(N2).match());
        server.ackLast(N2);
        assertEquals(3, server.peer(N2).match());
    }

    @Test
    void heartbeatsGoOutAtEachIntervalMoveNoMatchAndTellTheCommitIndex() {
        TestServer server = leaderOf3(1);
        server.receive(N2, server.ackOf(server.append(2, 1, 1, 0, 1, 2)));
        server.propose(1);
        server.sent.clear();
        server.tick(HEARTBEAT_NANOS);
        AppendRequest heartbeat = server.lastTo(N2, AppendRequest.class);
        assertTrue(heartbeat.entries().isEmpty());
        assertEquals(2, heartbeat.prevIndex());
        assertEquals(2, heartbeat.commit());
        server.ackLast(N2);
        assertEquals(2, server.peer(N2).match());
    }

    @Test
    void lostRequestIsNoticedByHeartbeatsAndSentAgain() {
        TestServer server = leaderOf3(1);
        server.receive(N2, server.ackOf(server.append(2, 1, 1, 0, 1, 2)));
        server.propose(1);
        for (int i = 0; i < 3; i++) {
            server.tick(HEARTBEAT_NANOS);
            AppendRequest heartbeat = server.lastTo(N2, AppendRequest.class);
            server.receive(
                    N2, new AppendResponse(2, heartbeat.requestNumber(), true, heartbeat.prevIndex(), 0, 0, 0, 2, 2));
        }
        AppendRequest again = server.lastTo(N2, AppendRequest.class);
        assertEquals(2, again.prevIndex());
        assertEquals(1, again.entries().count());
    }

    @Test
    void slowDiskIsNotTakenForALostRequest() {
        TestServer server = leaderOf3(1);
        server.receive(N2, server.ackOf(server.append(2, 1, 1, 0, 1, 2)));
        server.propose(1);
        for (int i = 0; i < 9; i++) {
            server.tick(HEARTBEAT_NANOS);
            AppendRequest heartbeat = server.lastTo(N2, AppendRequest.class);
            server.receive(
                    N2, new AppendResponse(2, heartbeat.requestNumber(), true, heartbeat.prevIndex(), 0, 0, 0, 3, 2));
        }
        assertEquals(ReplicationState.REPLICATE, server.peer(N2).state());
    }

    @Test
    void followerThatLostItsLogIsFoundOutWithoutTraffic() {
        TestServer server = leaderOf3(1);
        server.ackAllUpTo(N2, 2);
        server.tick(HEARTBEAT_NANOS);
        AppendRequest heartbeat = server.lastTo(N2, AppendRequest.class);
        server.receive(N2, server.refusalOf(heartbeat, 0, 0));
        AppendRequest probe = server.lastTo(N2, AppendRequest.class);
        assertEquals(0, probe.prevIndex());
        assertEquals(2, probe.entries().count());
        assertEquals(2, server.core.commitIndex(), "what is committed stays committed");
    }

    @Test
    void proposalsForAnotherPlaceOrTermAreStale() {
        TestServer server = leaderOf3(1);
        assertEquals(ProposeResult.STALE, server.core.propose(TestEntries.of(2, 2)));
        assertEquals(ProposeResult.STALE, server.core.propose(TestEntries.of(3, 1)));
        assertEquals(ProposeResult.STALE, server.core.propose(TestEntries.of(3)));
        assertEquals(ProposeResult.NOT_LEADER, TestServer.plain(3).core.propose(TestEntries.of(1, 1)));
        assertEquals(ProposeResult.ACCEPTED, server.core.propose(TestEntries.of(3, 2, 2)));
    }

    @Test
    void acknowledgementBeyondTheLogIsIgnored() {
        TestServer server = leaderOf3(1);
        server.receive(N2, new AppendResponse(2, 1, true, 99, 0, 0, 0, 99, 99));
        assertEquals(0, server.peer(N2).match());
        assertEquals(Role.LEADER, server.core.role());
    }

    @Test
    void restartedServerKnowsItsTermVoteAndLog() {
        TestServer server = TestServer.restarted(3, new HardState(4, Optional.of(N3)), 2, 1, 3);
        assertEquals(4, server.core.term());
        assertEquals(Optional.of(N3), server.core.votedFor());
        assertEquals(List.of(1L, 3L), server.log());
        server.settle();
        assertEquals(
                List.of("1-2"),
                server.applied.stream().map(a -> a[0] + "-" + a[1]).toList());
    }

    @Test
    void restoredTermBelowItsLogIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> TestServer.restarted(3, new HardState(2, Optional.empty()), 0, 1, 3));
    }
}
