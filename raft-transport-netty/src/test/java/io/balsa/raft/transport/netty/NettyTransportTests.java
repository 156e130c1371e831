package io.balsa.raft.transport.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.VoteRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class NettyTransportTests {
    @Test
    void everyKindOfMessageArrivesWithItsSendersName() throws IOException {
        try (Server a = Server.start("a");
                Server b = Server.start("b")) {
            Server.introduce(a, b);
            for (RaftMessage message : Samples.oneOfEachKind()) {
                a.send(b.id, message);
                var received = b.listener.nextReceived();
                assertEquals(a.id, received.from());
                assertEquals(Samples.comparable(message), Samples.comparable(received.message()));
            }
        }
    }

    @Test
    void manyMessagesOfALaneArriveInOrder() throws IOException {
        try (Server a = Server.start("a");
                Server b = Server.start("b")) {
            Server.introduce(a, b);
            for (int i = 0; i < 5_000; i++) {
                a.transport.send(b.id, Samples.append(i, Samples.entries(1 + i, 1, 100)));
                if (i % 7 == 0) {
                    a.transport.flush();
                }
            }
            a.transport.flush();
            for (int i = 0; i < 5_000; i++) {
                assertEquals(
                        Samples.comparable(Samples.append(i, Samples.entries(1 + i, 1, 100))),
                        Samples.comparable(b.listener.nextReceived().message()));
            }
        }
    }

    @Test
    void anAppendOfManyMebibytesGathersItsBuffers() throws IOException {
        try (Server a = Server.start("a");
                Server b = Server.start("b")) {
            Server.introduce(a, b);
            RaftMessage append = Samples.append(
                    1,
                    EncodedEntries.join(List.of(
                            Samples.entries(1, 4, 1 << 20),
                            Samples.entries(5, 100, 10),
                            Samples.entries(105, 3, 2 << 20))));
            a.send(b.id, append);
            assertEquals(
                    Samples.comparable(append),
                    Samples.comparable(b.listener.nextReceived().message()));
        }
    }

    @Test
    void nothingIsSentBeforeAFlushAndAllOfItAfterOne() throws IOException {
        try (Server a = Server.start("a");
                Server b = Server.start("b")) {
            Server.introduce(a, b);
            for (int i = 0; i < 100; i++) {
                a.transport.send(b.id, Samples.heartbeat(i));
            }
            assertTrue(a.transport.peer(b.id).lane(Lane.CONTROL).queuedBytes() > 0);
            a.transport.flush();
            for (int i = 0; i < 100; i++) {
                assertEquals(Samples.heartbeat(i).requestNumber(), requestNumber(b));
            }
            assertEquals(100, a.transport.traffic().get(b.id).sent());
        }
    }

    private static long requestNumber(Server server) {
        return ((AppendRequest) server.listener.nextReceived().message()).requestNumber();
    }

    @Test
    void severalThreadsMaySend() throws Exception {
        // Room for all, so that none is dropped.
        NettyTransportOptions roomy =
                Server.impatient().maxQueuedControlBytes(16 << 20).build();
        try (Server a = Server.start("a", roomy);
                Server b = Server.start("b")) {
            Server.introduce(a, b);
            int threads = 4;
            int each = 2_000;
            CountDownLatch go = new CountDownLatch(1);
            Thread[] senders = new Thread[threads];
            for (int t = 0; t < threads; t++) {
                int term = t + 1;
                senders[t] = new Thread(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    for (int i = 0; i < each; i++) {
                        a.send(b.id, new VoteRequest(term, i, 0));
                    }
                });
                senders[t].start();
            }
            go.countDown();
            long[] nextOfTerm = new long[threads + 1];
            for (int i = 0; i < threads * each; i++) {
                VoteRequest request = (VoteRequest) b.listener.nextReceived().message();
                assertEquals(nextOfTerm[(int) request.term()]++, request.lastIndex());
            }
            for (Thread sender : senders) {
                sender.join();
            }
        }
    }

    @Test
    void aMessageToAStrangerIsDropped() throws IOException {
        try (Server a = Server.start("a")) {
            a.send(NodeId.of("nobody"), Samples.heartbeat(1));
            assertEquals(0, a.transport.traffic().size());
        }
    }

    @Test
    void aPeerNamedTwiceIsDialedOnce() throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer b = new ScriptedPeer("b", 7);
                ScriptedPeer witness = new ScriptedPeer("w", 8)) {
            a.transport.peers(List.of(b.member(), b.member(), a.member()));
            b.acceptBoth();
            a.awaitConnected(b.id);
            a.transport.peers(List.of(b.member(), b.member(), witness.member()));
            witness.acceptBoth();
            a.awaitConnected(witness.id);
            assertEquals(0, a.listener.lostCount());
            assertTrue(a.isConnected(b.id));
        }
    }

    @Test
    void aMessageLongerThanAFrameIsDroppedAndCostsNoConnection() throws IOException {
        NettyTransportOptions options = Server.impatient()
                .maxFrameBytes(100_000)
                .maxQueuedBulkBytes(1 << 20)
                .build();
        try (Server a = Server.start("a", options);
                Server b = Server.start("b", options)) {
            Server.introduce(a, b);
            a.send(b.id, Samples.append(1, Samples.entries(1, 1, 100_000)));
            assertEquals(1, a.transport.traffic().get(b.id).droppedTooLong());
            a.send(b.id, Samples.append(2, Samples.entries(1, 1, 99_000)));
            assertEquals(2, requestNumber(b));
            assertEquals(0, a.listener.lostCount());
        }
    }

    @Test
    void severalEventLoopsServeSeveralPeers() throws IOException {
        NettyTransportOptions options = Server.impatient().eventLoopThreads(3).build();
        try (Server a = Server.start("a", options);
                Server b = Server.start("b", options);
                Server c = Server.start("c", options);
                Server d = Server.start("d", options)) {
            Server.introduce(a, b, c, d);
            for (Server to : List.of(b, c, d)) {
                a.transport.send(to.id, Samples.heartbeat(7));
                a.transport.send(to.id, Samples.append(8, Samples.entries(1, 1, 10)));
            }
            a.transport.flush();
            for (Server to : List.of(b, c, d)) {
                assertEquals(a.id, to.listener.nextReceived().from());
                assertEquals(a.id, to.listener.nextReceived().from());
            }
        }
    }

    @Test
    void listensOnlyAtTheAddressGiven() throws IOException {
        try (Server a = Server.start("a")) {
            assertTrue(a.transport.boundAddress().getAddress().isLoopbackAddress());
        }
        NettyTransportOptions elsewhere =
                Server.impatient().listenAddress("127.0.0.2:0").build();
        try (Server a = Server.start("a", elsewhere)) {
            assertEquals("127.0.0.2", a.transport.boundAddress().getAddress().getHostAddress());
        }
    }

    @Test
    void anAddressInUseIsAnErrorThatNamesIt() throws IOException {
        try (Server a = Server.start("a");
                NettyTransport second = NettyTransport.create()) {
            Member same = new Member(NodeId.of("b"), a.member().address());
            IOException e = assertThrows(
                    IOException.class,
                    () -> second.start(new LocalIdentity(Server.CLUSTER, same, 1), new RecordingListener()));
            assertTrue(e.getMessage().contains(same.address()), e.getMessage());
        }
    }

    @Test
    void closingTwiceOrBeforeTheStartIsHarmless() throws IOException {
        NettyTransport never = NettyTransport.create();
        never.close();
        never.close();
        Server a = Server.start("a");
        a.close();
        a.close();
        a.transport.peers(List.of(new Member(NodeId.of("b"), "127.0.0.1:1")));
        a.send(NodeId.of("b"), Samples.heartbeat(1));
    }

    @Test
    void theListenerIsSilentOnceCloseHasReturned() throws IOException {
        for (int round = 0; round < 10; round++) {
            Server b = Server.start("b");
            try (Server a = Server.start("a")) {
                Server.introduce(a, b);
                for (int i = 0; i < 2_000; i++) {
                    a.send(b.id, Samples.heartbeat(i));
                }
                b.listener.nextReceived();
                b.close();
                int received = b.listener.receivedCount();
                for (int i = 0; i < 100; i++) {
                    a.send(b.id, Samples.heartbeat(i));
                }
                a.listener.nextLost();
                assertEquals(received, b.listener.receivedCount());
                assertEquals(0, b.listener.lostCount());
            }
        }
    }
}
