package io.balsa.raft.testkit.contract;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Makes entries, and takes them apart again to be compared. */
final class EntryBytes {
    private EntryBytes() {}

    /** Commands of equal length whose bytes tell index and term. */
    static EncodedEntries commands(long firstIndex, long term, int count, int payloadBytes) {
        EntryEncoder encoder =
                new EntryEncoder(count * EntryFormat.encodedBytes(payloadBytes), firstIndex, term, 1000 + term);
        for (long index = firstIndex; index < firstIndex + count; index++) {
            byte[] payload = new byte[payloadBytes];
            for (int i = 0; i < payloadBytes; i++) {
                payload[i] = (byte) (index * 31 + term * 17 + i);
            }
            encoder.add(EntryKind.COMMAND, payload);
        }
        return encoder.finish();
    }

    /** Makes the bytes those of no entries at all. */
    static void overwrite(EncodedEntries entries) {
        for (int i = 0; i < entries.bufferCount(); i++) {
            ByteBuffer buffer = entries.buffer(i);
            while (buffer.hasRemaining()) {
                buffer.put((byte) 0xDB);
            }
        }
    }

    /** All bytes, in whatever buffers they lie: equal bytes are equal entries. */
    static byte[] of(EncodedEntries entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < entries.bufferCount(); i++) {
            ByteBuffer buffer = entries.buffer(i);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
