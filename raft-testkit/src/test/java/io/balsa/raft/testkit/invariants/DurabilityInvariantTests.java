package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.Broken.breaks;
import static io.balsa.raft.testkit.invariants.FakeNode.N1;
import static io.balsa.raft.testkit.invariants.FakeNode.N2;
import static io.balsa.raft.testkit.invariants.FakeNode.N3;
import static io.balsa.raft.testkit.invariants.FakeNode.leader;
import static io.balsa.raft.testkit.invariants.FakeNode.named;

import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import org.junit.jupiter.api.Test;

class DurabilityInvariantTests {
    private final Ballots ballots = new Ballots();
    private final LeadersOfTerms leaders = new LeadersOfTerms();
    private final DurableBeforeSaid durability = new DurableBeforeSaid(ballots, leaders);

    @Test
    void aTermThatIsToldBeforeItIsDurableIsFound() {
        FakeNode node = named("n1").inTerm(1);
        node.term = 2;
        breaks("I7", () -> durability.sent(node, N2, new VoteResponse(2, false)));
    }

    @Test
    void aPreVoteMayBeAskedForAtOnce() {
        FakeNode node = named("n1").inTerm(1);
        durability.sent(node, N2, new PreVoteRequest(2, 0, 0));
    }

    @Test
    void aRequestForVotesBeforeTheOwnVoteIsDurableIsFound() {
        FakeNode node = named("n1").inTerm(2);
        breaks("I7", () -> durability.sent(node, N2, new VoteRequest(2, 0, 0)));
        ballots.durable(node.voted(2, N1));
        durability.sent(node, N2, new VoteRequest(2, 0, 0));
    }

    @Test
    void aGrantThatTheDiskDoesNotHaveIsFound() {
        FakeNode node = named("n1").voted(2, N3);
        ballots.durable(node);
        breaks("I7", () -> durability.sent(node, N2, new VoteResponse(2, true)));
        durability.sent(node, N3, new VoteResponse(2, true));
    }

    @Test
    void aGrantOfATermThatHasPassedSinceWasDurable() {
        FakeNode node = named("n1").voted(2, N3);
        ballots.durable(node);
        ballots.durable(node.voted(3, N2));
        durability.sent(node, N3, new VoteResponse(2, true));
    }

    @Test
    void anAcknowledgementBeyondTheDiskIsFound() {
        leaders.afterInput(leader("n2", 1, 1, 1));
        FakeNode node = named("n1").inTerm(1).withLog(1, 1).onDisk(1);
        durability.sent(node, N2, success(1, 1));
        breaks("I7", () -> durability.sent(node, N2, success(1, 2)));
    }

    @Test
    void anAcknowledgementOfATermThatHasPassedSinceWasDurable() {
        leaders.afterInput(leader("n2", 1, 1, 1));
        FakeNode node = named("n1").inTerm(1).onDisk(1, 1);
        durability.durable(node);
        durability.durable(node.inTerm(3).onDisk(1, 3));
        durability.sent(node, N2, success(1, 2));
        durability.wiped(node);
        breaks("I7", () -> durability.sent(node, N2, success(1, 2)));
    }

    @Test
    void anAcknowledgementOfEntriesThatTheLeaderDoesNotHaveIsFound() {
        leaders.afterInput(leader("n2", 3, 1, 3));
        FakeNode node = named("n1").inTerm(3).onDisk(1, 2);
        breaks("I7", () -> durability.sent(node, N2, success(3, 2)));
    }

    @Test
    void aDurableIndexBeyondTheDiskIsFound() {
        FakeNode node = named("n1").withLog(1, 2).onDisk(1);
        node.durable = 1;
        durability.afterInput(node);
        node.durable = 2;
        breaks("I7", () -> durability.afterInput(node));
    }

    @Test
    void aDurableIndexOverEntriesThatWereReplacedIsFound() {
        FakeNode node = named("n1").withLog(1, 2).onDisk(1, 1);
        node.durable = 2;
        breaks("I7", () -> durability.afterInput(node));
    }

    @Test
    void aTermThatFallsIsFound() {
        FakeNode node = named("n1").inTerm(4);
        ballots.afterInput(node);
        breaks("I8", () -> ballots.afterInput(node.inTerm(3)));
    }

    @Test
    void aTermThatADiskForgotIsFoundAtTheRestart() {
        FakeNode node = named("n1").inTerm(4);
        ballots.started(node);
        node.term = 3;
        breaks("I8", () -> ballots.started(node));
    }

    @Test
    void aTermThatWasOnlyInMemoryMayBeForgotten() {
        FakeNode node = named("n1").inTerm(4);
        ballots.afterInput(node);
        node.term = 5;
        ballots.afterInput(node);
        ballots.started(node.inTerm(4));
    }

    @Test
    void twoVotesInATermAreFoundAcrossARestart() {
        FakeNode node = named("n1").voted(2, N2);
        ballots.durable(node);
        node.incarnation = 2;
        breaks("I9", () -> ballots.started(node.voted(2, N3)));
    }

    @Test
    void aWipedServerHasVotedForNobody() {
        FakeNode node = named("n1").voted(2, N2);
        ballots.durable(node);
        ballots.wiped(node);
        node.hardState = HardState.INITIAL;
        node.term = 0;
        ballots.started(node);
        ballots.durable(node.voted(2, N3));
    }

    private static AppendResponse success(long term, long match) {
        return new AppendResponse(term, 1, true, match, 0, 0, 0, match, match);
    }
}
