package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.function.Function;

/** A connection that somebody else opened. Messages arrive on it; all that we send is our part of the handshake, and pongs. */
final class InboundConnection extends Connection {
    private final Function<NodeId, Optional<Peer>> peers;
    private final InboundSlots slots;
    private Peer peer;
    private Lane lane;
    private long incarnation;

    InboundConnection(TransportContext context, Function<NodeId, Optional<Peer>> peers, InboundSlots slots) {
        super(context);
        this.peers = peers;
        this.slots = slots;
    }

    Lane lane() {
        return lane;
    }

    long incarnation() {
        return incarnation;
    }

    @Override
    void connected() {
        slots.opened(this);
    }

    @Override
    public void hello(Hello hello) throws MalformedFrameException {
        if (isEstablished()) {
            throw new MalformedFrameException("second hello");
        }
        Optional<Refusal> refusal = HandshakeRules.judge(
                context.local(), hello, id -> peers.apply(id).isPresent());
        if (refusal.isPresent()) {
            String text = "refused a connection from '" + hello.nodeId() + "' at " + describeRemote() + ": "
                    + refusal.get().detail();
            context.notices().warn("refused " + refusal.get().reason() + hello.nodeId(), Refusal.printable(text));
            refuse(refusal.get());
            return;
        }
        peer = peers.apply(NodeId.of(hello.nodeId())).orElseThrow();
        lane = Lane.ofCode(hello.lane()).orElseThrow();
        incarnation = hello.incarnation();
        establish();
        slots.established(this);
        writer().add(HandshakeRules.welcome(context.local(), hello));
        writer().flush();
        peer.inboundOpened(this);
    }

    @Override
    public void refused(Refusal refusal) throws MalformedFrameException {
        requireEstablished("refusal");
        context.notices()
                .warn(
                        "refusedBy " + refusal.reason() + peer.id(),
                        peer.id() + " broke off the handshake: " + refusal.reason() + ": " + refusal.detail());
        end("refused by the other side");
    }

    @Override
    public void ping() throws MalformedFrameException {
        requireEstablished("ping");
        peer.heard();
        // A side that pings without reading the pongs only fills its own connection, and then loses it.
        if (channel().isWritable()) {
            writer().addPong();
            writer().flush();
        }
    }

    @Override
    public void message(RaftMessage message) throws MalformedFrameException {
        requireEstablished("message");
        peer.received(message);
    }

    @Override
    void tick() {
        // The side that dialed sends the pings.
    }

    @Override
    void ended(String reason) {
        slots.closed(this);
        if (isEstablished()) {
            peer.inboundEnded(this, reason);
        }
    }

    @Override
    String describeRemote() {
        if (peer != null) {
            return peer.id().value();
        }
        SocketAddress remote = channel().remoteAddress();
        return remote instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : String.valueOf(remote);
    }
}
