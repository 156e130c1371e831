package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Messages to send. */
final class Samples {
    /** The largest number that the wire takes for a term or an index. */
    static final long MAX = 1L << 62;

    private Samples() {}

    static List<RaftMessage> oneOfEachKind() {
        return List.of(
                new PreVoteRequest(5, 100, 4),
                new PreVoteResponse(4, 5, true),
                new VoteRequest(5, 100, 4),
                new VoteResponse(5, false),
                heartbeat(7),
                append(8, entries(101, 3, 50)),
                append(
                        9,
                        EncodedEntries.join(
                                List.of(entries(101, 2, 20_000), entries(103, 1, 10), entries(104, 1, 9_000)))),
                new AppendResponse(5, 8, true, 103, 0, 0, 0, 110, 103),
                new AppendResponse(6, 9, false, 0, 100, 90, 3, 95, 95));
    }

    static List<RaftMessage> extremes() {
        return List.of(
                new PreVoteRequest(0, 0, 0),
                new PreVoteRequest(MAX, MAX, MAX),
                new VoteRequest(MAX, MAX, MAX),
                new VoteResponse(MAX, true),
                new AppendRequest(MAX, MAX, MAX, MAX, -1, EncodedEntries.none(MAX + 1)),
                new AppendResponse(MAX, -1, true, MAX, MAX, MAX, MAX, MAX, MAX));
    }

    static AppendRequest heartbeat(long requestNumber) {
        return new AppendRequest(5, 100, 4, 99, requestNumber, EncodedEntries.none(101));
    }

    static AppendRequest append(long requestNumber, EncodedEntries entries) {
        return new AppendRequest(5, entries.firstIndex() - 1, 4, 99, requestNumber, entries);
    }

    static EncodedEntries entries(long firstIndex, int count, int payloadBytes) {
        EntryEncoder encoder =
                new EntryEncoder(count * EntryFormat.encodedBytes(payloadBytes), firstIndex, 5, 1_700_000_000_000L);
        Random random = new Random(firstIndex);
        for (int i = 0; i < count; i++) {
            byte[] payload = new byte[payloadBytes];
            random.nextBytes(payload);
            encoder.add(EntryKind.COMMAND, payload);
        }
        return encoder.finish();
    }

    static byte[] bytes(EncodedEntries entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < entries.bufferCount(); i++) {
            ByteBuffer buffer = entries.buffer(i);
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** The same message on bytes of its own. */
    static RaftMessage copy(RaftMessage message) {
        return message instanceof AppendRequest append && append.entries() instanceof EncodedEntries entries
                ? append.with(entries.copy())
                : message;
    }

    /** A form of a message that is equal if the messages are, entry bytes included. */
    static List<Object> comparable(RaftMessage message) {
        List<Object> parts = new ArrayList<>();
        if (message instanceof AppendRequest m) {
            EncodedEntries entries = (EncodedEntries) m.entries();
            parts.addAll(List.of(m.term(), m.prevIndex(), m.prevTerm(), m.commit(), m.requestNumber()));
            parts.addAll(List.of(entries.firstIndex(), entries.lastIndex(), entries.termRuns()));
            parts.add(ByteBuffer.wrap(bytes(entries)));
        } else {
            parts.add(message);
        }
        return parts;
    }
}
