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

    /** Writes the envelope of a message, without its entries, and returns its length. */
    static int encode(RaftMessage message, ProtoWriter out, int offset) {
        if (message instanceof AppendRequest m) {
            return out.begin(offset, Envelope.APPEND_REQUEST_FIELD_NUMBER)
                    .number(Wire.AppendRequest.TERM_FIELD_NUMBER, m.term())
                    .number(Wire.AppendRequest.PREV_INDEX_FIELD_NUMBER, m.prevIndex())
                    .number(Wire.AppendRequest.PREV_TERM_FIELD_NUMBER, m.prevTerm())
                    .number(Wire.AppendRequest.COMMIT_FIELD_NUMBER, m.commit())
                    .number(Wire.AppendRequest.REQUEST_NUMBER_FIELD_NUMBER, m.requestNumber())
                    .end();
        }
        if (message instanceof AppendResponse m) {
            return out.begin(offset, Envelope.APPEND_RESPONSE_FIELD_NUMBER)
                    .number(Wire.AppendResponse.TERM_FIELD_NUMBER, m.term())
                    .number(Wire.AppendResponse.REQUEST_NUMBER_FIELD_NUMBER, m.requestNumber())
                    .flag(Wire.AppendResponse.SUCCESS_FIELD_NUMBER, m.success())
                    .number(Wire.AppendResponse.MATCH_FIELD_NUMBER, m.match())
                    .number(Wire.AppendResponse.REJECTED_FIELD_NUMBER, m.rejected())
                    .number(Wire.AppendResponse.HINT_INDEX_FIELD_NUMBER, m.hintIndex())
                    .number(Wire.AppendResponse.HINT_TERM_FIELD_NUMBER, m.hintTerm())
                    .number(Wire.AppendResponse.LAST_INDEX_FIELD_NUMBER, m.lastIndex())
                    .number(Wire.AppendResponse.DURABLE_INDEX_FIELD_NUMBER, m.durableIndex())
                    .end();
        }
        return encodeElection(message, out, offset);
    }

    private static int encodeElection(RaftMessage message, ProtoWriter out, int offset) {
        if (message instanceof PreVoteRequest m) {
            return out.begin(offset, Envelope.PRE_VOTE_REQUEST_FIELD_NUMBER)
                    .number(Wire.PreVoteRequest.TERM_FIELD_NUMBER, m.term())
                    .number(Wire.PreVoteRequest.LAST_INDEX_FIELD_NUMBER, m.lastIndex())
                    .number(Wire.PreVoteRequest.LAST_TERM_FIELD_NUMBER, m.lastTerm())
                    .end();
        }
        if (message instanceof PreVoteResponse m) {
            return out.begin(offset, Envelope.PRE_VOTE_RESPONSE_FIELD_NUMBER)
                    .number(Wire.PreVoteResponse.TERM_FIELD_NUMBER, m.term())
                    .number(Wire.PreVoteResponse.REQUEST_TERM_FIELD_NUMBER, m.requestTerm())
                    .flag(Wire.PreVoteResponse.GRANTED_FIELD_NUMBER, m.granted())
                    .end();
        }
        if (message instanceof VoteRequest m) {
            return out.begin(offset, Envelope.VOTE_REQUEST_FIELD_NUMBER)
                    .number(Wire.VoteRequest.TERM_FIELD_NUMBER, m.term())
                    .number(Wire.VoteRequest.LAST_INDEX_FIELD_NUMBER, m.lastIndex())
                    .number(Wire.VoteRequest.LAST_TERM_FIELD_NUMBER, m.lastTerm())
                    .end();
        }
        if (message instanceof VoteResponse m) {
            return out.begin(offset, Envelope.VOTE_RESPONSE_FIELD_NUMBER)
                    .number(Wire.VoteResponse.TERM_FIELD_NUMBER, m.term())
                    .flag(Wire.VoteResponse.GRANTED_FIELD_NUMBER, m.granted())
                    .end();
        }
        throw new IllegalArgumentException(
                "message " + message.getClass().getName() + ": this transport has no envelope for it");
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
        Wire.Refused.Builder wire =
                Wire.Refused.newBuilder().setReason(refusal.reason().code()).setDetail(refusal.detail());
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
            // An array does not fail; it can only be too small, and every head is shorter than
            // FrameFormat.MAX_HEAD_BYTES.
            throw new UncheckedIOException("envelope of " + envelope.getSerializedSize() + " bytes", e);
        }
        return stream.getTotalBytesWritten();
    }

    /**
     * Reads an envelope and hands its content on.
     *
     * @param head holds the envelope without its entries field
     * @param entries the entry bytes, which the handler may look at until this returns; empty if the envelope has none
     */
    static void decode(byte[] head, int offset, int length, ByteBuffer entries, EnvelopeHandler handler)
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
        if (entries.hasRemaining()
                && !envelope.hasAppendRequest()
                && envelope.getKindCase() != Envelope.KindCase.KIND_NOT_SET) {
            throw new MalformedFrameException(
                    "entries behind a " + envelope.getKindCase() + ": expected an append request");
        }
        dispatch(envelope, entries, handler);
    }

    private static void dispatch(Envelope envelope, ByteBuffer entries, EnvelopeHandler handler)
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

    private static AppendRequest appendRequest(Wire.AppendRequest m, ByteBuffer entries)
            throws MalformedFrameException {
        long prevIndex = checked("prev_index", m.getPrevIndex());
        try {
            return new AppendRequest(
                    checked("term", m.getTerm()),
                    prevIndex,
                    checked("prev_term", m.getPrevTerm()),
                    checked("commit", m.getCommit()),
                    m.getRequestNumber(),
                    EncodedEntries.decode(prevIndex + 1, entries));
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
