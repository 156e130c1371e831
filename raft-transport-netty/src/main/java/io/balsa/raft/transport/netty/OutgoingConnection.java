package io.balsa.raft.transport.netty;

import io.netty.channel.ChannelHandlerContext;

/** A connection that we opened, for one lane to one peer. Messages leave on it; all that arrives is the handshake, and pongs. */
final class OutgoingConnection extends Connection {
    private final OutgoingLane owner;
    private boolean refused;
    private long incarnation;

    OutgoingConnection(TransportContext context, OutgoingLane owner) {
        super(context);
        this.owner = owner;
    }

    /** Whether one of the two sides refused the handshake. */
    boolean wasRefused() {
        return refused;
    }

    long incarnation() {
        return incarnation;
    }

    @Override
    void connected() {
        writer().add(HandshakeRules.hello(context.local(), owner.peerId(), owner.lane()));
        writer().flush();
    }

    @Override
    public void welcome(Welcome welcome) throws MalformedFrameException {
        if (isEstablished()) {
            throw new MalformedFrameException("second welcome");
        }
        var refusal = HandshakeRules.judge(context.local(), welcome, owner.peerId());
        if (refusal.isPresent()) {
            refused = true;
            context.notices()
                    .warn(
                            "dialed " + refusal.get().reason() + owner.peerId(),
                            "broke off the handshake with " + describeRemote() + ": "
                                    + refusal.get().detail());
            refuse(refusal.get());
            return;
        }
        incarnation = welcome.incarnation();
        establish();
        owner.opened(this);
    }

    @Override
    public void refused(Refusal refusal) throws MalformedFrameException {
        if (isEstablished()) {
            throw new MalformedFrameException("refusal after the handshake");
        }
        refused = true;
        context.notices()
                .warn(
                        "refusedBy " + refusal.reason() + owner.peerId(),
                        describeRemote() + " refused us: " + refusal.reason() + ": " + refusal.detail());
        end("refused by the other side");
    }

    @Override
    public void pong() throws MalformedFrameException {
        requireEstablished("pong");
        owner.heard();
    }

    @Override
    void tick() {
        // With a backlog in front of it a ping would only make it longer; that the backlog shrinks is sign enough.
        if (channel().isWritable()) {
            writer().addPing();
            writer().flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        owner.drain();
    }

    @Override
    void ended(String reason) {
        owner.ended(this, reason);
    }

    @Override
    String describeRemote() {
        return owner.describe();
    }
}
