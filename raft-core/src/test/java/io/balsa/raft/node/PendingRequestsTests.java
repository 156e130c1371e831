package io.balsa.raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.NotLeaderException;
import io.balsa.raft.OutcomeUnknownException;
import io.balsa.raft.RaftConfig;
import io.balsa.raft.spi.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class PendingRequestsTests {
    private static final NodeId SELF = NodeId.of("n1");
    private static final long PATIENCE_NANOS = 100;

    private final Map<Pending, Answer> answers = new HashMap<>();

    private final Shared shared = Shared.of(SELF, RaftConfig.defaults(), new ManualClock(), Optional.of(Runnable::run));
    private final PendingRequests requests = new PendingRequests(SELF, shared.completions(), PATIENCE_NANOS);

    @Test
    void handsOutRequestsUpToAnIndexInOrder() {
        Pending a = add(false, 5, 1);
        Pending b = add(false, 6, 1);
        Pending c = add(false, 8, 1);

        assertEquals(List.of(), requests.takeUpTo(4));
        assertEquals(List.of(a, b), requests.takeUpTo(7));
        assertEquals(List.of(c), requests.takeUpTo(100));
        assertEquals(List.of(), requests.takeUpTo(100));
    }

    @Test
    void keepsRequestsOfTwoTermsForTheSameIndexes() {
        Pending old5 = add(false, 5, 1);
        Pending old6 = add(false, 6, 1);
        requests.leadershipLost(0, 2, Optional.empty());
        Pending new5 = add(false, 5, 3);
        Pending new7 = add(false, 7, 3);

        assertEquals(List.of(old5, new5, old6, new7), requests.takeUpTo(7));
    }

    @Test
    void givesUpRequestsOfALostLeadershipInTimeAndThoseOnly() {
        Pending old = add(false, 5, 1);
        assertEquals(Long.MAX_VALUE, requests.nextDeadlineNanos());
        requests.leadershipLost(10, 2, Optional.empty());
        Pending young = add(false, 6, 3);
        assertEquals(110, requests.nextDeadlineNanos());
        requests.expire(109);
        assertFalse(answers.get(old).isDone());
        requests.expire(110);

        assertInstanceOf(OutcomeUnknownException.class, cause(old));
        assertFalse(answers.get(young).isDone());
        assertEquals(List.of(young), requests.takeUpTo(6));
        assertEquals(Long.MAX_VALUE, requests.nextDeadlineNanos());
    }

    @Test
    void readsDoNotWaitOnceLeadershipIsLost() {
        Pending proposal = add(false, 5, 1);
        Pending read = add(true, 6, 1);
        requests.leadershipLost(0, 2, Optional.of(NodeId.of("n2")));

        NotLeaderException failure = assertInstanceOf(NotLeaderException.class, cause(read));
        assertEquals(Optional.of(NodeId.of("n2")), failure.leader());
        assertFalse(answers.get(proposal).isDone());
    }

    @Test
    void abandonsEverything() {
        Pending a = add(false, 5, 1);
        Pending b = add(true, 6, 2);
        requests.abandon("test");
        requests.abandon("test again");

        assertTrue(cause(a).getMessage().contains("5@1"));
        assertInstanceOf(OutcomeUnknownException.class, cause(b));
        assertTrue(
                shared.admission().describe().startsWith("0 of "),
                shared.admission().describe());
    }

    private Pending add(boolean isRead, long index, long term) {
        Answer answer = new Answer();
        Pending pending = isRead
                ? new PendingRead(new byte[10], shared.admission(), answer)
                : new Pending(new byte[10], shared.admission(), answer);
        answers.put(pending, answer);
        assertTrue(shared.admission().tryAcquire(10));
        pending.index = index;
        pending.term = term;
        requests.add(pending);
        return pending;
    }

    private Throwable cause(Pending pending) {
        assertTrue(answers.get(pending).isDone());
        return assertThrows(CompletionException.class, answers.get(pending)::join)
                .getCause();
    }
}
