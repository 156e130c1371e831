package io.balsa.raft.transport.netty;

import io.balsa.raft.transport.netty.wire.Wire.Envelope;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Frames by the letter of docs/wire-format.md, written and read with nothing but the JDK and a stock protobuf parser. */
final class RawFrames {
    private RawFrames() {}

    /** The frame of an envelope whose entries, if any, were set with the generated class. */
    static byte[] frame(Envelope envelope) {
        byte[] whole = envelope.toByteArray();
        int headBytes = envelope.toBuilder().clearEntries().build().getSerializedSize();
        return frame(whole, headBytes, whole.length - envelope.getEntries().size());
    }

    /** A frame around any bytes, with a right checksum over its first {@code checkedBytes} bytes. */
    static byte[] frame(byte[] envelope, int headBytes, int checkedBytes) {
        ByteBuffer frame = ByteBuffer.allocate(12 + envelope.length);
        frame.putInt(envelope.length).putInt(headBytes).putInt(0).put(envelope);
        CRC32C crc = new CRC32C();
        crc.update(frame.array(), 0, 8);
        crc.update(envelope, 0, checkedBytes);
        return frame.putInt(8, (int) crc.getValue()).array();
    }

    /** Reads one frame and checks it. */
    static Envelope read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] header = data.readNBytes(12);
        if (header.length < 12) {
            throw new IOException("connection ended");
        }
        ByteBuffer numbers = ByteBuffer.wrap(header);
        byte[] bytes = data.readNBytes(numbers.getInt(0));
        Envelope envelope = Envelope.parseFrom(bytes);
        CRC32C crc = new CRC32C();
        crc.update(header, 0, 8);
        crc.update(bytes, 0, bytes.length - envelope.getEntries().size());
        if ((int) crc.getValue() != numbers.getInt(8)) {
            throw new IOException("frame checksum is wrong");
        }
        return envelope;
    }
}
