package io.balsa.raft.node;

import static io.balsa.raft.node.EntriesForTests.ENTRY_BYTES;
import static io.balsa.raft.node.EntriesForTests.commands;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.NodeId;
import org.junit.jupiter.api.Test;

class MessageIntakeTests {
    private static final NodeId PEER = NodeId.of("n2");

    private final Inbox inbox = new Inbox(new Doorbell());
    private final MessageIntake intake = new MessageIntake(inbox, 4L * ENTRY_BYTES + 3 * 128);

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

    private void receive(int entries) {
        intake.received(PEER, new AppendRequest(1, 0, 0, 0, 1, commands(1, entries, 1)));
    }
}
