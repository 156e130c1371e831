package io.balsa.raft.node;

import static io.balsa.raft.node.EntriesForTests.ENTRY_BYTES;
import static io.balsa.raft.node.EntriesForTests.commands;
import static io.balsa.raft.node.EntriesForTests.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageIntakeTests {
    private static final NodeId PEER = NodeId.of("n2");

    private final List<byte[]> reused = new ArrayList<>();
    private final Inbox inbox = new Inbox(new Doorbell());
    private final MessageIntake intake = new MessageIntake(inbox, 4L * ENTRY_BYTES + 3 * 128, reused::add);

    @Test
    void dropsMessagesBeyondItsBoundUntilSomeAreTaken() {
        receive(2);
        receive(2);
        receive(2);
        assertEquals(1, intake.dropped());
        InboxItem first = inbox.takeAll();
        intake.taken((MessageIntake.Received) first);
        receive(2);

        assertEquals(1, intake.dropped());
        receive(2);
        assertEquals(2, intake.dropped());
    }

    @Test
    void takesASingleMessageHoweverLong() {
        receive(100);
        assertEquals(0, intake.dropped());
        receive(1);

        assertEquals(1, intake.dropped());
    }

    @Test
    void keepsItsOwnBytesUntilTheyAreFlushed() {
        EncodedEntries lent = commands(1, 3, 1);
        intake.received(PEER, new AppendRequest(1, 0, 0, 0, 1, lent));
        lent.buffer(0).put(new byte[(int) lent.sizeInBytes()]);
        MessageIntake.Received received = (MessageIntake.Received) inbox.takeAll();
        intake.taken(received);

        assertEquals(List.of("1@1", "2@1", "3@1"), ids((EncodedEntries) ((AppendRequest) received.message).entries()));
        assertEquals(List.of(), reused);
        intake.flushed();
        assertEquals(List.of(received.memory), reused);
        receive(3);
        assertSame(received.memory, ((MessageIntake.Received) inbox.takeAll()).memory);
    }

    private void receive(int entries) {
        intake.received(PEER, new AppendRequest(1, 0, 0, 0, 1, commands(1, entries, 1)));
    }
}
