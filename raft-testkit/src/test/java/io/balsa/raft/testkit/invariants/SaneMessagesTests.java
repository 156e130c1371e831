package io.balsa.raft.testkit.invariants;

import static io.balsa.raft.testkit.invariants.Broken.breaks;
import static io.balsa.raft.testkit.invariants.FakeNode.N1;
import static io.balsa.raft.testkit.invariants.FakeNode.N2;
import static io.balsa.raft.testkit.invariants.FakeNode.leader;
import static io.balsa.raft.testkit.invariants.FakeNode.named;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import io.balsa.raft.spi.VoteResponse;
import org.junit.jupiter.api.Test;

class SaneMessagesTests {
    private final SaneMessages messages = new SaneMessages();
    private final FakeNode leader = leader("n1", 3, 1, 3, 3).committed(2);

    @Test
    void aTruePartOfTheLogIsSane() {
        messages.sent(leader, N2, new AppendRequest(3, 1, 1, 2, 1, entry(2, 3)));
        messages.sent(leader, N2, new AppendRequest(3, 3, 3, 2, 1, EncodedEntries.none(4)));
    }

    @Test
    void aMessageToOneselfIsFound() {
        breaks("I20", () -> messages.sent(leader, N1, new VoteResponse(3, false)));
    }

    @Test
    void aTermThatTheSenderIsNotInIsFound() {
        breaks("I20", () -> messages.sent(leader, N2, new VoteResponse(5, false)));
    }

    @Test
    void anAppendOfAServerThatDoesNotLeadIsFound() {
        FakeNode follower = named("n1").inTerm(3).withLog(1, 3);
        breaks("I20", () -> messages.sent(follower, N2, new AppendRequest(3, 1, 1, 0, 1, EncodedEntries.none(2))));
    }

    @Test
    void anAppendOfAnEarlierTermIsFound() {
        breaks("I20", () -> messages.sent(leader, N2, new AppendRequest(2, 1, 1, 0, 1, EncodedEntries.none(2))));
    }

    @Test
    void aWrongPreviousTermIsFound() {
        breaks("I20", () -> messages.sent(leader, N2, new AppendRequest(3, 1, 2, 0, 1, EncodedEntries.none(2))));
    }

    @Test
    void aPreviousIndexBehindTheLogIsFound() {
        breaks("I20", () -> messages.sent(leader, N2, new AppendRequest(3, 4, 3, 0, 1, EncodedEntries.none(5))));
    }

    @Test
    void anOverstatedCommitIndexIsFound() {
        breaks("I20", () -> messages.sent(leader, N2, new AppendRequest(3, 1, 1, 3, 1, EncodedEntries.none(2))));
    }

    @Test
    void anEntryOfAnotherTermThanTheLogsIsFound() {
        breaks("I20", () -> messages.sent(leader, N2, new AppendRequest(3, 1, 1, 2, 1, entry(2, 2))));
    }

    @Test
    void anEntryBehindTheLogIsFound() {
        breaks("I20", () -> messages.sent(leader, N2, new AppendRequest(3, 3, 3, 2, 1, entry(4, 3))));
    }

    @Test
    void aHintAboveWhatWasRefusedIsFound() {
        AppendResponse refusal = new AppendResponse(3, 1, false, 0, 4, 5, 1, 9, 9);
        breaks("I20", () -> messages.sent(named("n2").inTerm(3), N1, refusal));
    }

    private static EncodedEntries entry(long index, long term) {
        EntryEncoder encoder = new EntryEncoder(EntryFormat.encodedBytes(1), index, term, 0);
        encoder.add(EntryKind.COMMAND, new byte[] {1});
        return encoder.finish();
    }
}
