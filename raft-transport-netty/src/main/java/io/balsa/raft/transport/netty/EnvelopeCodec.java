package io.balsa.raft.transport.netty;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.MalformedEntriesException;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import io.balsa.raft.transport.netty.wire.Wire;
import io.balsa.raft.transport.netty.wire.Wire.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Between messages and envelopes; the only class that knows the generated protobuf classes. The entry bytes pass it by: on the way out
 * it writes everything but the entries field, on the way in it gets the entry bytes beside the rest.
 */
final class EnvelopeCodec {
    /** Terms and indexes beyond this are no counting of anything, and would overflow where one is added. */
    private static final long MAX_NUMBER = 1L << 62;

    private static final Envelope PING =
            Envelope.newBuilder().setPing(Wire.Ping.getDefaultInstance()).build();
    private static final Envelope PONG =
            Envelope.newBuilder().setPong(Wire.Pong.getDefaultInstance()).build();

    private EnvelopeCodec() {}

    /** Writes the envelope of a message, without its entries, and returns its length. So do the methods that follow. */
    static int encode(RaftMessage message, byte[] out, int offset) {
        return write(envelope(message), out, offset);
    }

    static int encode(Hello hello, byte[] out, int offset) {
        Wire.Hello.Builder wire = Wire.Hello.newBuilder()
                .setProtocolMin(hello.protocolMin())
                .setProtocolMax(hello.protocolMax())
                .setClusterId(hello.clusterId())
                .setNodeId(hello.nodeId())
                .setTargetId(hello.targetId())
                .setIncarnation(hello.incarnation())
                .setLane(hello.lane());
        return write(Envelope.newBuilder().setHello(wire).build(), out, offset);
    }

    static int encode(Welcome welcome, byte[] out, int offset) {
        Wire.Welcome.Builder wire = Wire.Welcome.newBuilder()
                .setProtocol(welcome.protocol())
                .setClusterId(welcome.clusterId())
                .setNodeId(welcome.nodeId())
                .setIncarnation(welcome.incarnation());
        return write(Envelope.newBuilder().setWelcome(wire).build(), out, offset);
    }

    static int encode(Refusal refusal, byte[] out, int offset) {
        Wire.Refused.Builder wire = Wire.Refused.newBuilder()
                .setReason(refusal.reason().code())
                .setDetail(refusal.detail());
        return write(Envelope.newBuilder().setRefused(wire).build(), out, offset);
    }

    static int encodePing(byte[] out, int offset) {
        return write(PING, out, offset);
    }

    static int encodePong(byte[] out, int offset) {
        return write(PONG, out, offset);
    }

    private static int write(Envelope envelope, byte[] out, int offset) {
        CodedOutputStream stream = CodedOutputStream.newInstance(out, offset, out.length - offset);
        try {
            envelope.writeTo(stream);
        } catch (IOException e) {
            // An array does not fail; it can only be too small, and every head is shorter than FrameFormat.MAX_HEAD_BYTES.
            throw new UncheckedIOException("envelope of " + envelope.getSerializedSize() + " bytes", e);
        }
        return stream.getTotalBytesWritten();
    }

    private static Envelope envelope(RaftMessage message) {
        Envelope.Builder envelope = Envelope.newBuilder();
        if (message instanceof AppendRequest m) {
            envelope.setAppendRequest(Wire.AppendRequest.newBuilder()
                    .setTerm(m.term())
                    .setPrevIndex(m.prevIndex())
                    .setPrevTerm(m.prevTerm())
                    .setCommit(m.commit())
                    .setRequestNumber(m.requestNumber()));
        } else if (message instanceof AppendResponse m) {
            envelope.setAppendResponse(Wire.AppendResponse.newBuilder()
                    .setTerm(m.term())
                    .setRequestNumber(m.requestNumber())
                    .setSuccess(m.success())
                    .setMatch(m.match())
                    .setRejected(m.rejected())
                    .setHintIndex(m.hintIndex())
                    .setHintTerm(m.hintTerm())
                    .setLastIndex(m.lastIndex())
                    .setDurableIndex(m.durableIndex()));
        } else if (message instanceof PreVoteRequest m) {
            envelope.setPreVoteRequest(Wire.PreVoteRequest.newBuilder()
                    .setTerm(m.term())
                    .setLastIndex(m.lastIndex())
                    .setLastTerm(m.lastTerm()));
        } else if (message instanceof PreVoteResponse m) {
            envelope.setPreVoteResponse(Wire.PreVoteResponse.newBuilder()
                    .setTerm(m.term())
                    .setRequestTerm(m.requestTerm())
                    .setGranted(m.granted()));
        } else if (message instanceof VoteRequest m) {
            envelope.setVoteRequest(Wire.VoteRequest.newBuilder()
                    .setTerm(m.term())
                    .setLastIndex(m.lastIndex())
                    .setLastTerm(m.lastTerm()));
        } else if (message instanceof VoteResponse m) {
            envelope.setVoteResponse(
                    Wire.VoteResponse.newBuilder().setTerm(m.term()).setGranted(m.granted()));
        } else {
            throw new IllegalArgumentException(
                    "message " + message.getClass().getName() + ": this transport has no envelope for it");
        }
        return envelope.build();
    }

    /**
     * Reads an envelope and hands its content on.
     *
     * @param head holds the envelope without its entries field
     * @param entries the entry bytes, kept from now on; empty if the envelope has none
     */
    static void decode(byte[] head, int offset, int length, byte[] entries, EnvelopeHandler handler)
            throws MalformedFrameException {
        Envelope envelope;
        try {
            envelope = Envelope.parser().parseFrom(head, offset, length);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedFrameException("envelope: " + e.getMessage());
        }
        if (!envelope.getEntries().isEmpty()) {
            throw new MalformedFrameException("entries field within the head: expected it behind everything else");
        }
        if (entries.length > 0 && !envelope.hasAppendRequest() && envelope.getKindCase() != Envelope.KindCase.KIND_NOT_SET) {
            throw new MalformedFrameException("entries behind a " + envelope.getKindCase() + ": expected an append request");
        }
        dispatch(envelope, entries, handler);
    }

    private static void dispatch(Envelope envelope, byte[] entries, EnvelopeHandler handler)
            throws MalformedFrameException {
        switch (envelope.getKindCase()) {
            case APPEND_REQUEST -> handler.message(appendRequest(envelope.getAppendRequest(), entries));
            case APPEND_RESPONSE -> handler.message(appendResponse(envelope.getAppendResponse()));
            case PRE_VOTE_REQUEST -> {
                Wire.PreVoteRequest m = envelope.getPreVoteRequest();
                handler.message(new PreVoteRequest(
                        checked("term", m.getTerm()),
                        checked("last_index", m.getLastIndex()),
                        checked("last_term", m.getLastTerm())));
            }
            case PRE_VOTE_RESPONSE -> {
                Wire.PreVoteResponse m = envelope.getPreVoteResponse();
                handler.message(new PreVoteResponse(
                        checked("term", m.getTerm()), checked("request_term", m.getRequestTerm()), m.getGranted()));
            }
            case VOTE_REQUEST -> {
                Wire.VoteRequest m = envelope.getVoteRequest();
                handler.message(new VoteRequest(
                        checked("term", m.getTerm()),
                        checked("last_index", m.getLastIndex()),
                        checked("last_term", m.getLastTerm())));
            }
            case VOTE_RESPONSE -> {
                Wire.VoteResponse m = envelope.getVoteResponse();
                handler.message(new VoteResponse(checked("term", m.getTerm()), m.getGranted()));
            }
            case PING -> handler.ping();
            case PONG -> handler.pong();
            case HELLO -> handler.hello(hello(envelope.getHello()));
            case WELCOME -> handler.welcome(welcome(envelope.getWelcome()));
            case REFUSED -> {
                Wire.Refused m = envelope.getRefused();
                handler.refused(new Refusal(RefusalReason.ofCode(m.getReason()), m.getDetail()));
            }
            case KIND_NOT_SET -> handler.unknownKind();
        }
    }

    private static AppendRequest appendRequest(Wire.AppendRequest m, byte[] entries) throws MalformedFrameException {
        long prevIndex = checked("prev_index", m.getPrevIndex());
        try {
            return new AppendRequest(
                    checked("term", m.getTerm()),
                    prevIndex,
                    checked("prev_term", m.getPrevTerm()),
                    checked("commit", m.getCommit()),
                    m.getRequestNumber(),
                    EncodedEntries.decode(prevIndex + 1, ByteBuffer.wrap(entries)));
        } catch (MalformedEntriesException e) {
            throw new MalformedFrameException("append request at index " + prevIndex + ": " + e.getMessage());
        }
    }

    private static AppendResponse appendResponse(Wire.AppendResponse m) throws MalformedFrameException {
        return new AppendResponse(
                checked("term", m.getTerm()),
                m.getRequestNumber(),
                m.getSuccess(),
                checked("match", m.getMatch()),
                checked("rejected", m.getRejected()),
                checked("hint_index", m.getHintIndex()),
                checked("hint_term", m.getHintTerm()),
                checked("last_index", m.getLastIndex()),
                checked("durable_index", m.getDurableIndex()));
    }

    private static Hello hello(Wire.Hello m) {
        return new Hello(
                m.getProtocolMin(),
                m.getProtocolMax(),
                m.getClusterId(),
                m.getNodeId(),
                m.getTargetId(),
                m.getIncarnation(),
                m.getLane());
    }

    private static Welcome welcome(Wire.Welcome m) {
        return new Welcome(m.getProtocol(), m.getClusterId(), m.getNodeId(), m.getIncarnation());
    }

    private static long checked(String field, long value) throws MalformedFrameException {
        if (value < 0 || value > MAX_NUMBER) {
            throw new MalformedFrameException(
                    field + " " + Long.toUnsignedString(value) + ": expected 0 to " + MAX_NUMBER);
        }
        return value;
    }
}
