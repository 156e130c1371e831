package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.Broken.breaks;
import static io.balsa.raft.testkit.invariants.FakeNode.N2;
import static io.balsa.raft.testkit.invariants.FakeNode.leader;
import static io.balsa.raft.testkit.invariants.FakeNode.named;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.balsa.raft.spi.NodeId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaderInvariantTests {
    private final LeadersOfTerms leaders = new LeadersOfTerms();

    @Test
    void twoLeadersInATermBreakElectionSafety() {
        leaders.afterInput(leader("n1", 2, 1, 2));
        leaders.afterInput(leader("n2", 3, 1, 3));
        breaks("I1", () -> leaders.afterInput(leader("n3", 2, 1, 2)));
    }

    @Test
    void leadingATermAgainAfterARestartBreaksElectionSafety() {
        FakeNode node = leader("n1", 2, 1, 2);
        leaders.afterInput(node);
        node.incarnation = 2;
        breaks("I1", () -> leaders.afterInput(node));
    }

    @Test
    void aLeaderThatCutsItsLogIsNotAppendOnly() {
        FakeNode node = leader("n1", 2, 1, 2, 2);
        leaders.afterInput(node);
        leaders.afterInput(node.withLog(1, 2, 2, 2));
        breaks("I2", () -> leaders.afterInput(node.withLog(1, 2, 2)));
    }

    @Test
    void aLeaderThatReplacesAnEntryIsNotAppendOnly() {
        FakeNode node = leader("n1", 3, 1, 2);
        leaders.afterInput(node);
        breaks("I2", () -> leaders.afterInput(node.withLog(1, 3)));
    }

    @Test
    void theLogOfALeaderIsRememberedAsItWas() {
        FakeNode node = leader("n1", 3, 1, 3);
        leaders.afterInput(node);
        node.log.append(LogEntry.of(3, 3, "later"));
        assertEquals(2, leaders.logOf(3).orElseThrow().lastIndex());
    }

    @Test
    void aLeaderWithoutACommittedEntryIsIncomplete() {
        CommittedLog committed = new CommittedLog();
        LeaderCompleteness completeness = new LeaderCompleteness(committed);
        committed.afterInput(leader("n1", 2, 1, 2).committed(2));
        completeness.afterInput(leader("n2", 3, 1, 2, 3));
        breaks("I4", () -> completeness.afterInput(leader("n3", 4, 1, 4)));
    }

    @Test
    void aLateLeaderOfAnEarlierTermNeedNotHaveWhatALaterTermCommitted() {
        CommittedLog committed = new CommittedLog();
        LeaderCompleteness completeness = new LeaderCompleteness(committed);
        committed.afterInput(leader("n1", 5, 1, 5).committed(2));
        completeness.afterInput(leader("n2", 4, 1, 4));
    }

    @Test
    void aCommitOfAnEntryOfAnEarlierTermByCountingIsFound() {
        FakeNode one = leader("n1", 4, 1, 2);
        CommitQuorum quorum =
                new CommitQuorum(new DurableCopies(cluster(one, named("n2").onDisk(1, 2))));
        breaks("I6", () -> quorum.afterInput(one.committed(2)));
    }

    @Test
    void aCommitWithoutADurableMajorityIsFound() {
        FakeNode one = leader("n1", 2, 1, 2);
        FakeNode two = named("n2").withLog(1, 2).onDisk(1);
        CommitQuorum quorum = new CommitQuorum(new DurableCopies(cluster(one, two, named("n3"))));
        breaks("I6", () -> quorum.afterInput(one.committed(2)));
    }

    @Test
    void aLeaderThatCountsItselfBeforeItsDiskIsFound() {
        FakeNode one = leader("n1", 2, 1, 2).onDisk(1);
        CommitQuorum quorum =
                new CommitQuorum(new DurableCopies(cluster(one, named("n2").onDisk(1, 2), named("n3"))));
        breaks("I6", () -> quorum.afterInput(one.committed(2)));
    }

    @Test
    void aWipedServerCountsWithWhatItHeld() {
        FakeNode one = leader("n1", 2, 1, 2);
        FakeNode two = named("n2").onDisk(1, 2);
        DurableCopies copies = new DurableCopies(cluster(one, two, named("n3")));
        copies.wiped(two);
        two.onDisk();
        new CommitQuorum(copies).afterInput(one.committed(2));
    }

    @Test
    void aMatchIndexThatFallsIsFound() {
        FakeNode one = leader("n1", 2, 1, 2);
        LeaderBookkeeping bookkeeping =
                new LeaderBookkeeping(new DurableCopies(cluster(one, named("n2").onDisk(1, 2))));
        bookkeeping.afterInput(one.withPeer(N2, 2, 3));
        breaks("I11", () -> bookkeeping.afterInput(one.withPeer(N2, 1, 2)));
    }

    @Test
    void aNextIndexThatIsNotAboveTheMatchIndexIsFound() {
        FakeNode one = leader("n1", 2, 1, 2);
        LeaderBookkeeping bookkeeping =
                new LeaderBookkeeping(new DurableCopies(cluster(one, named("n2").onDisk(1, 2))));
        breaks("I11", () -> bookkeeping.afterInput(one.withPeer(N2, 2, 2)));
    }

    @Test
    void aMatchIndexBeyondTheFollowersDiskIsFound() {
        FakeNode one = leader("n1", 2, 1, 2);
        FakeNode two = named("n2").withLog(1, 2).onDisk(1);
        LeaderBookkeeping bookkeeping = new LeaderBookkeeping(new DurableCopies(cluster(one, two)));
        breaks("I11", () -> bookkeeping.afterInput(one.withPeer(N2, 2, 3)));
    }

    @Test
    void aMatchIndexIsNotHeldAgainstAFollowerOfALaterTerm() {
        FakeNode one = leader("n1", 2, 1, 2);
        FakeNode two = named("n2").inTerm(3).onDisk(1, 3);
        LeaderBookkeeping bookkeeping = new LeaderBookkeeping(new DurableCopies(cluster(one, two)));
        bookkeeping.afterInput(one.withPeer(N2, 2, 3));
    }

    private static Map<NodeId, FakeNode> cluster(FakeNode... nodes) {
        Map<NodeId, FakeNode> cluster = new HashMap<>();
        for (FakeNode node : nodes) {
            cluster.put(node.id, node);
        }
        return cluster;
    }
}
