package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.Broken.breaks;
import static io.balsa.raft.testkit.invariants.FakeNode.leader;
import static io.balsa.raft.testkit.invariants.FakeNode.named;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogInvariantTests {
    @Test
    void twoEntriesWithOneIndexAndTermBreakLogMatching() {
        LogMatching matching = new LogMatching();
        matching.afterInput(named("n1").withLog(1, 2));
        FakeNode other = named("n2").withLog(1);
        other.log.append(LogEntry.of(2, 2, "something else"));
        breaks("I3", () -> matching.afterInput(other));
    }

    @Test
    void oneEntryAfterTwoTermsBreaksLogMatching() {
        LogMatching matching = new LogMatching();
        matching.afterInput(named("n1").withLog(1, 3));
        breaks("I3", () -> matching.afterInput(named("n2").withLog(2, 3)));
    }

    @Test
    void logsThatDifferInTermsDoNotBreakLogMatching() {
        LogMatching matching = new LogMatching();
        FakeNode node = named("n1").withLog(1, 2);
        matching.afterInput(node);
        matching.afterInput(named("n2").withLog(1, 3));
        matching.afterInput(node.withLog(1, 3, 3));
    }

    @Test
    void twoEntriesCommittedAtAnIndexAreFound() {
        CommittedLog committed = new CommittedLog();
        committed.afterInput(leader("n1", 2, 1, 2).committed(2));
        breaks("I5", () -> committed.afterInput(leader("n2", 3, 1, 3).committed(2)));
        assertEquals(Optional.of(LogEntry.of(2, 2, "c2")), committed.at(2));
        assertEquals(Optional.empty(), committed.at(3));
    }

    @Test
    void twoEntriesAppliedAtAnIndexAreFound() {
        AppliedSequence sequence = new AppliedSequence();
        sequence.applied(named("n1").committed(1), LogEntry.of(1, 1, "a"));
        breaks("I5", () -> sequence.applied(named("n2").committed(1), LogEntry.of(1, 2, "b")));
    }

    @Test
    void aGapInWhatIsAppliedIsFound() {
        AppliedSequence sequence = new AppliedSequence();
        FakeNode node = named("n1").committed(9);
        sequence.applied(node, LogEntry.of(1, 1, "a"));
        breaks("I5", () -> sequence.applied(node, LogEntry.of(3, 1, "c")));
    }

    @Test
    void anEntryAppliedTwiceIsFoundUnlessTheServerRestarted() {
        AppliedSequence sequence = new AppliedSequence();
        FakeNode node = named("n1").committed(9);
        sequence.applied(node, LogEntry.of(1, 1, "a"));
        breaks("I5", () -> sequence.applied(node, LogEntry.of(1, 1, "a")));
        sequence.started(node);
        sequence.applied(node, LogEntry.of(1, 1, "a"));
    }

    @Test
    void anEntryAppliedBeforeItIsCommittedIsFound() {
        AppliedSequence sequence = new AppliedSequence();
        breaks("I5", () -> sequence.applied(named("n1").committed(0), LogEntry.of(1, 1, "a")));
    }

    @Test
    void aCommitIndexThatFallsIsFoundUnlessTheServerRestarted() {
        IndexOrder order = new IndexOrder();
        FakeNode node = named("n1").withLog(1, 1, 1).committed(2);
        order.afterInput(node);
        breaks("I10", () -> order.afterInput(node.committed(1)));
        order.started(node.committed(0));
        order.afterInput(node);
    }

    @Test
    void anIndexOutOfOrderIsFound() {
        IndexOrder order = new IndexOrder();
        breaks("I10", () -> order.afterInput(named("n1").withLog(1).committed(2)));
        FakeNode ahead = named("n2").withLog(1, 1).committed(1);
        ahead.applied = 2;
        breaks("I10", () -> order.afterInput(ahead));
    }
}
