package io.balsa.raft.transport.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.Member;
import io.balsa.raft.transport.netty.ScriptedPeer.Lanes;
import io.balsa.raft.transport.netty.ScriptedPeer.Link;
import io.balsa.raft.transport.netty.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconnectTests {
    @Test
    void aClosedTransportIsReportedOnceAndReachedAgainAtTheSamePort() throws IOException {
        try (Server a = Server.start("a")) {
            Server b = Server.start("b");
            Server.introduce(a, b);
            Member address = b.member();
            b.close();
            assertEquals(b.id, a.listener.nextLost());
            a.awaitDisconnected(b.id);

            NettyTransportOptions samePort =
                    Server.impatient().listenAddress(address.address()).build();
            try (Server again = Server.start("b", samePort)) {
                again.transport.peers(List.of(a.member()));
                a.awaitConnected(b.id);
                again.awaitConnected(a.id);
                assertEquals(0, a.listener.lostCount());
                a.send(b.id, Samples.heartbeat(1));
                assertEquals(a.id, again.listener.nextReceived().from());
                again.send(a.id, Samples.heartbeat(2));
                assertEquals(b.id, a.listener.nextReceived().from());
            }
            assertEquals(b.id, a.listener.nextLost());
        }
    }

    @Test
    void aRestartAtAnotherPortIsReachedOncePeersSaysSo() throws IOException {
        try (Server a = Server.start("a")) {
            Server b = Server.start("b");
            Server.introduce(a, b);
            b.close();
            assertEquals(b.id, a.listener.nextLost());
            a.awaitDisconnected(b.id);
            try (Server again = Server.start("b")) {
                again.transport.peers(List.of(a.member()));
                a.transport.peers(List.of(again.member()));
                a.awaitConnected(b.id);
                a.send(b.id, Samples.heartbeat(1));
                assertEquals(a.id, again.listener.nextReceived().from());
            }
        }
    }

    @Test
    void aChangedAddressMovesALiveConnectionWithoutALoss() throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer before = new ScriptedPeer("b", 7);
                ScriptedPeer after = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(before.member()));
            Lanes old = before.acceptBoth();
            a.awaitConnected(before.id);

            a.transport.peers(List.of(after.member()));

            Lanes moved = after.acceptBoth();
            assertTrue(old.control().isEnded());
            assertTrue(old.bulk().isEnded());
            a.awaitConnected(after.id);
            a.send(after.id, Samples.heartbeat(3));
            assertEquals(3, moved.control().readMessage().getAppendRequest().getRequestNumber());
            assertEquals(0, a.listener.lostCount());
        }
    }

    @Test
    void aResetOfAllConnectionsIsReportedOnce() throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            Lanes outgoing = b.acceptBoth();
            Link in = ScriptedPeer.dial(a, b.hello(a, Lane.CONTROL).build());
            assertTrue(in.read().hasWelcome());
            a.awaitConnected(b.id);

            in.reset();
            outgoing.reset();

            assertEquals(b.id, a.listener.nextLost());
            // Two new connections prove that all the ends were seen.
            b.acceptBoth();
            a.awaitConnected(b.id);
            assertEquals(0, a.listener.lostCount());
        }
    }

    @Test
    void theEndOfAnInboundConnectionAloneIsReported() throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            b.acceptBoth();
            a.awaitConnected(b.id);
            Link in = ScriptedPeer.dial(a, b.hello(a, Lane.CONTROL).build());
            assertTrue(in.read().hasWelcome());
            in.close();
            assertEquals(b.id, a.listener.nextLost());
        }
    }

    @Test
    void aRestartedPeerReplacesItsDeadConnections() throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer before = new ScriptedPeer("b", 7);
                ScriptedPeer after = new ScriptedPeer("b", 8)) {
            a.transport.peers(List.of(before.member()));
            Lanes old = before.acceptBoth();
            a.awaitConnected(before.id);

            // The host lost power: nothing was closed, and the new process connects.
            Link in = ScriptedPeer.dial(a, after.hello(a, Lane.CONTROL).build());

            assertTrue(in.read().hasWelcome());
            assertEquals(before.id, a.listener.nextLost());
            assertTrue(old.control().isEnded());
            assertTrue(old.bulk().isEnded());
        }
    }

    @Test
    void aLaneDialedAgainReplacesTheConnectionBefore() throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            Link first = ScriptedPeer.dial(a, b.hello(a, Lane.BULK).build());
            assertTrue(first.read().hasWelcome());
            Link second = ScriptedPeer.dial(a, b.hello(a, Lane.BULK).build());
            assertTrue(second.read().hasWelcome());
            assertTrue(first.isEnded());
            assertEquals(0, a.listener.lostCount());
        }
    }

    @Test
    void aRemovedPeerIsCutOffAndNoLossReported() throws IOException {
        try (Server a = Server.start("a");
                Server b = Server.start("b")) {
            Server.introduce(a, b);
            a.transport.peers(List.of());
            assertNull(a.transport.peer(b.id));
            assertEquals(a.id, b.listener.nextLost());
            a.send(b.id, Samples.heartbeat(1));
            assertEquals(0, a.listener.lostCount());

            a.transport.peers(List.of(b.member()));
            a.awaitConnected(b.id);
            b.awaitConnected(a.id);
        }
    }

    @Test
    void aSilentPeerIsGivenUp() throws IOException {
        NettyTransportOptions attentive =
                Server.impatient().idleTimeout(Duration.ofMillis(60)).build();
        try (Server a = Server.start("a", attentive);
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            // It takes part in the handshake, and then its kernel alone goes on.
            Lanes paused = b.acceptBoth();
            assertEquals(b.id, a.listener.nextLost());
            assertTrue(paused.control().read().hasPing());
        }
    }

    @Test
    void pingsKeepQuietConnectionsAlive() throws IOException {
        NettyTransportOptions attentive =
                Server.impatient().idleTimeout(Duration.ofMillis(3_000)).build();
        try (Server a = Server.start("a", attentive);
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            Lanes lanes = b.acceptBoth();
            a.awaitConnected(b.id);
            // Four ticks at which nothing but pongs was heard: one more than the silence that is tolerated.
            for (int i = 0; i < 4; i++) {
                for (Link link : List.of(lanes.control(), lanes.bulk())) {
                    assertTrue(link.read().hasPing());
                    link.write(Wire.Envelope.newBuilder()
                            .setPong(Wire.Pong.getDefaultInstance())
                            .build());
                }
            }
            assertEquals(0, a.listener.lostCount());
        }
    }

    @Test
    void aNameIsResolvedAndAMalformedAddressIsNoDisaster() throws IOException {
        try (Server a = Server.start("a");
                Server b = Server.start("b")) {
            b.transport.peers(List.of(a.member()));
            a.transport.peers(List.of(new Member(b.id, "no address")));
            a.send(b.id, Samples.heartbeat(1));
            int port = b.transport.boundAddress().getPort();
            a.transport.peers(List.of(new Member(b.id, "localhost:" + port)));
            a.awaitConnected(b.id);
        }
    }
}
