package io.balsa.raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.RaftNode;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.TransportListener;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that fails while it has borrowed a thread of its transport. */
@Timeout(120)
class LentThreadFailureTests {
    private static final NodeId OTHER = NodeId.of("n2");
    private static final NodeId THIRD = NodeId.of("n3");

    /** Its {@code close} would wait for its own end if the server called it on the thread that the transport has lent. */
    private static final class OneThread implements Transport {
        private final CompletableFuture<TransportListener> listener = new CompletableFuture<>();
        private final CompletableFuture<String> closedOn = new CompletableFuture<>();

        @Override
        public void start(LocalIdentity local, TransportListener told) {
            listener.complete(told);
        }

        @Override
        public void peers(Collection<Member> peers) {}

        @Override
        public void send(NodeId to, RaftMessage message) {}

        @Override
        public void flush() {}

        @Override
        public void close() {
            closedOn.complete(Thread.currentThread().getName());
        }
    }

    @Test
    void closesItsTransportOnItsOwnThread() throws Exception {
        OneThread transport = new OneThread();
        List<Member> members = List.of(Member.parse("n1=test:1"), Member.parse("n2=test:2"), Member.parse("n3=test:3"));
        try (RaftNode node = RaftNode.builder()
                .id("n1")
                .bootstrap(members)
                .storage(new TestStorage())
                .stateMachine(new ListMachine())
                .transport(transport)
                .start()) {
            TransportListener listener = transport.listener.get(60, TimeUnit.SECONDS);
            Thread own = Thread.getAllStackTraces().keySet().stream()
                    .filter(t -> t.getName().equals("balsa-n1-node"))
                    .findFirst()
                    .orElseThrow();
            // Two leaders of one term are a reason to stop. The second one comes to a server that rests, so it is dealt
            // with here.
            long term = 1000;
            listener.received(OTHER, new AppendRequest(term, 0, 0, 0, 1, EncodedEntries.none(1)));
            Await.until("it follows", () -> node.status().leader().isPresent());
            Await.until("it rests", () -> own.getState() == Thread.State.TIMED_WAITING);
            listener.received(THIRD, new AppendRequest(term, 0, 0, 0, 1, EncodedEntries.none(1)));
            Await.until("it has stopped", () -> !node.status().health().live());
            assertTrue(node.status().health().reasons().get(0).contains("two leaders in term"));
            assertEquals("balsa-n1-node", transport.closedOn.get(60, TimeUnit.SECONDS));
        }
    }
}
