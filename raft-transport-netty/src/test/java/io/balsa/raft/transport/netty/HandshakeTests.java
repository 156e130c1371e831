package io.balsa.raft.transport.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.transport.netty.ScriptedPeer.Link;
import io.balsa.raft.transport.netty.wire.Wire;
import io.balsa.raft.transport.netty.wire.Wire.Envelope;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HandshakeTests {
    @Test
    void aKnownMemberIsWelcomedByName() throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            try (Link link = ScriptedPeer.dial(a, b.hello(a, Lane.CONTROL).build())) {
                Wire.Welcome welcome = link.read().getWelcome();
                assertEquals(1, welcome.getProtocol());
                assertEquals(Server.CLUSTER, welcome.getClusterId());
                assertEquals("a", welcome.getNodeId());
                link.write(vote());
                assertEquals(b.id, a.listener.nextReceived().from());
            }
        }
    }

    @Test
    void theAcceptingSideRefusesWhatDoesNotFit() throws IOException {
        assertEquals(
                RefusalReason.VERSION,
                refusalOf(hello -> hello.setProtocolMin(2).setProtocolMax(5)));
        assertEquals(
                RefusalReason.VERSION,
                refusalOf(hello -> hello.setProtocolMin(0).setProtocolMax(0)));
        assertEquals(RefusalReason.CLUSTER, refusalOf(hello -> hello.setClusterId("another\ncluster")));
        assertEquals(RefusalReason.WRONG_NODE, refusalOf(hello -> hello.setTargetId("c")));
        assertEquals(RefusalReason.OWN_ID, refusalOf(hello -> hello.setNodeId("a")));
        assertEquals(RefusalReason.UNKNOWN_NODE, refusalOf(hello -> hello.setNodeId("stranger")));
        assertEquals(RefusalReason.MALFORMED, refusalOf(hello -> hello.setNodeId("no id\n")));
        assertEquals(RefusalReason.LANE, refusalOf(hello -> hello.setLane(9)));
    }

    private static RefusalReason refusalOf(Consumer<Wire.Hello.Builder> change) throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            Wire.Hello.Builder hello = b.hello(a, Lane.CONTROL);
            change.accept(hello);
            try (Link link = ScriptedPeer.dial(a, hello.build())) {
                Wire.Refused refused = link.read().getRefused();
                assertFalse(refused.getDetail().isEmpty());
                assertTrue(refused.getDetail().chars().noneMatch(c -> c < ' '), refused.getDetail());
                assertTrue(link.isEnded());
                assertEquals(0, a.listener.lostCount());
                return RefusalReason.ofCode(refused.getReason());
            }
        }
    }

    @Test
    void theDialingSideRefusesWhatDoesNotFit() throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            assertEquals(RefusalReason.CLUSTER, refusalOf(b, b.welcome("another", "b")));
            assertEquals(RefusalReason.WRONG_NODE, refusalOf(b, b.welcome(Server.CLUSTER, "c")));
            Envelope.Builder version = b.welcome(Server.CLUSTER, "b").toBuilder();
            version.getWelcomeBuilder().setProtocol(2);
            assertEquals(RefusalReason.VERSION, refusalOf(b, version.build()));
            // It comes back all the same: what is wrong can be put right.
            b.acceptBoth();
            a.awaitConnected(b.id);
        }
    }

    private static RefusalReason refusalOf(ScriptedPeer b, Envelope welcome) throws IOException {
        try (Link link = b.accept()) {
            link.write(welcome);
            Wire.Refused refused = link.read().getRefused();
            assertTrue(link.isEnded());
            return RefusalReason.ofCode(refused.getReason());
        }
    }

    @Test
    void aRefusedSideComesBackWithGrowingDelaysAndConnectsOnceItIsKnown() throws IOException {
        try (Server a = Server.start("a");
                Server b = Server.start("b")) {
            a.transport.peers(List.of(b.member()));
            a.send(b.id, Samples.heartbeat(1));
            assertEquals(1, a.transport.traffic().get(b.id).droppedUnconnected());
            assertFalse(a.isConnected(b.id));

            b.transport.peers(List.of(a.member()));

            a.awaitConnected(b.id);
            b.awaitConnected(a.id);
        }
    }

    @Test
    void serversOfDifferentClustersStayApart() throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer witness = new ScriptedPeer("w", 1);
                Server b =
                        Server.start("b", "another-cluster", Server.impatient().build())) {
            b.transport.peers(List.of(a.member()));
            a.transport.peers(List.of(b.member(), witness.member()));
            // By the time the witness has been dialed, a has tried b too.
            witness.acceptBoth();
            a.awaitConnected(witness.id);
            a.send(b.id, Samples.heartbeat(1));
            assertEquals(1, a.transport.traffic().get(b.id).droppedUnconnected());
            assertEquals(0, b.listener.receivedCount());
        }
    }

    @Test
    void messagesBeforeTheHandshakeEndTheConnection() throws IOException {
        try (Server a = Server.start("a");
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            try (Link link =
                    ScriptedPeer.dialSilently(a, b.hello(a, Lane.CONTROL).build())) {
                link.write(vote());
                assertTrue(link.isEnded());
                assertEquals(0, a.listener.receivedCount());
            }
        }
    }

    @Test
    void whoSaysNothingIsCutOff() throws IOException {
        NettyTransportOptions hasty =
                Server.impatient().handshakeTimeout(Duration.ofMillis(20)).build();
        try (Server a = Server.start("a", hasty);
                ScriptedPeer b = new ScriptedPeer("b", 7);
                Link link =
                        ScriptedPeer.dialSilently(a, b.hello(a, Lane.CONTROL).build())) {
            assertTrue(link.isEnded());
        }
    }

    @Test
    void anAcceptedConnectionThatStaysSilentIsDialedAgain() throws IOException {
        NettyTransportOptions hasty =
                Server.impatient().handshakeTimeout(Duration.ofMillis(20)).build();
        try (Server a = Server.start("a", hasty);
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            for (int i = 0; i < 4; i++) {
                assertTrue(b.accept().isEnded());
            }
            assertEquals(0, a.listener.lostCount());
        }
    }

    @Test
    void connectionsWithoutAHandshakeMakeRoomForMembers() throws IOException {
        NettyTransportOptions narrow =
                Server.impatient().maxInboundConnections(3).build();
        try (Server a = Server.start("a", narrow);
                ScriptedPeer b = new ScriptedPeer("b", 7)) {
            a.transport.peers(List.of(b.member()));
            Wire.Hello hello = b.hello(a, Lane.CONTROL).build();
            Link oldest = ScriptedPeer.dialSilently(a, hello);
            try (Link second = ScriptedPeer.dialSilently(a, hello);
                    Link third = ScriptedPeer.dialSilently(a, hello);
                    Link member = ScriptedPeer.dial(a, hello)) {
                assertTrue(member.read().hasWelcome());
                assertTrue(oldest.isEnded());
                for (Link open : List.of(second, third)) {
                    open.socket().setSoTimeout(1);
                    assertThrows(SocketTimeoutException.class, open::read);
                }
            }
        }
    }

    private static Envelope vote() {
        return Envelope.newBuilder()
                .setVoteRequest(Wire.VoteRequest.newBuilder().setTerm(3))
                .build();
    }
}
