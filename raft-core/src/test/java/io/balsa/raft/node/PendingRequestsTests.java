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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class PendingRequestsTests {
    private static final NodeId SELF = NodeId.of("n1");
    private static final long PATIENCE_NANOS = 100;

    private final Shared shared = Shared.of(SELF, RaftConfig.defaults(), new ManualClock(), Optional.of(Runnable::run));
    private final PendingRequests requests = new PendingRequests(SELF, shared.completions(), PATIENCE_NANOS);

    @Test
    void handsOutRequestsUpToAnIndexInOrder() {
        Pending a = add(Pending.Kind.PROPOSAL, 5, 1);
        Pending b = add(Pending.Kind.PROPOSAL, 6, 1);
        Pending c = add(Pending.Kind.PROPOSAL, 8, 1);

        assertEquals(List.of(), requests.takeUpTo(4));
        assertEquals(List.of(a, b), requests.takeUpTo(7));
        assertEquals(List.of(c), requests.takeUpTo(100));
        assertEquals(List.of(), requests.takeUpTo(100));
    }

    @Test
    void keepsRequestsOfTwoTermsForTheSameIndexes() {
        Pending old5 = add(Pending.Kind.PROPOSAL, 5, 1);
        Pending old6 = add(Pending.Kind.PROPOSAL, 6, 1);
        requests.leadershipLost(0, 2, Optional.empty());
        Pending new5 = add(Pending.Kind.PROPOSAL, 5, 3);
        Pending new7 = add(Pending.Kind.PROPOSAL, 7, 3);

        assertEquals(List.of(old5, new5, old6, new7), requests.takeUpTo(7));
    }

    @Test
    void givesUpRequestsOfALostLeadershipInTimeAndThoseOnly() {
        Pending old = add(Pending.Kind.PROPOSAL, 5, 1);
        assertEquals(Long.MAX_VALUE, requests.nextDeadlineNanos());
        requests.leadershipLost(10, 2, Optional.empty());
        Pending young = add(Pending.Kind.PROPOSAL, 6, 3);
        assertEquals(110, requests.nextDeadlineNanos());
        requests.expire(109);
        assertFalse(old.future.isDone());
        requests.expire(110);

        assertInstanceOf(OutcomeUnknownException.class, cause(old));
        assertFalse(young.future.isDone());
        assertEquals(List.of(young), requests.takeUpTo(6));
        assertEquals(Long.MAX_VALUE, requests.nextDeadlineNanos());
    }

    @Test
    void readsDoNotWaitOnceLeadershipIsLost() {
        Pending proposal = add(Pending.Kind.PROPOSAL, 5, 1);
        Pending read = add(Pending.Kind.READ, 6, 1);
        requests.leadershipLost(0, 2, Optional.of(NodeId.of("n2")));

        NotLeaderException failure = assertInstanceOf(NotLeaderException.class, cause(read));
        assertEquals(Optional.of(NodeId.of("n2")), failure.leader());
        assertFalse(proposal.future.isDone());
    }

    @Test
    void abandonsEverything() {
        Pending a = add(Pending.Kind.PROPOSAL, 5, 1);
        Pending b = add(Pending.Kind.READ, 6, 2);
        requests.abandon("test");
        requests.abandon("test again");

        assertTrue(cause(a).getMessage().contains("5@1"));
        assertInstanceOf(OutcomeUnknownException.class, cause(b));
        assertTrue(
                shared.admission().describe().startsWith("0 of "),
                shared.admission().describe());
    }

    private Pending add(Pending.Kind kind, long index, long term) {
        Pending pending = new Pending(kind, new byte[10], shared.admission());
        assertTrue(shared.admission().tryAcquire(10));
        pending.index = index;
        pending.term = term;
        requests.add(pending);
        return pending;
    }

    private static Throwable cause(Pending pending) {
        assertTrue(pending.future.isDone());
        return assertThrows(CompletionException.class, pending.future::join).getCause();
    }
}
