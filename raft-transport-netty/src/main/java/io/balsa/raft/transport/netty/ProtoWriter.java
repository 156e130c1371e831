package io.balsa.raft.transport.netty;

/**
 * Writes an envelope around one short message of numbers, as protobuf would, without an object for each message. Sending is a hot path,
 * and a builder and a message for both levels cost more than the bytes that they become. {@code FrameRoundTripTests} compares the bytes
 * with those of the generated classes.
 */
final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final byte[] out;
    private int start;
    private int lengthAt;
    private int at;

    ProtoWriter(byte[] out) {
        this.out = out;
    }

    /** Begins the envelope of a message; {@code kind} is the message's field in the envelope. */
    ProtoWriter begin(int offset, int kind) {
        start = offset;
        at = offset;
        putVarint((long) kind << 3 | LENGTH_DELIMITED);
        lengthAt = at++;
        return this;
    }

    /** Adds a number. As everywhere in proto3, zero is what a field has that is not there. */
    ProtoWriter number(int field, long value) {
        if (value != 0) {
            putVarint((long) field << 3 | VARINT);
            putVarint(value);
        }
        return this;
    }

    ProtoWriter flag(int field, boolean value) {
        return number(field, value ? 1 : 0);
    }

    /** Ends the envelope and returns its length in bytes. */
    int end() {
        int length = at - lengthAt - 1;
        if (length > 0x7F) {
            throw new IllegalStateException("message of " + length + " bytes: one byte was set aside for its length");
        }
        out[lengthAt] = (byte) length;
        return at - start;
    }

    private void putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
    }
}
