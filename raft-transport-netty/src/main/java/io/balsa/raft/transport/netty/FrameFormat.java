package io.balsa.raft.transport.netty;

/**
 * The layout of a frame. {@code docs/wire-format.md} has the reasons.
 *
 * <pre>
 * offset  size
 *  0      4    length of the envelope in bytes
 *  4      4    head: how many bytes of the envelope stand in front of its entries field; all of them if it has none
 *  8      4    CRC32C of bytes 0 to 7 and of the envelope up to the first entry byte
 * 12      n    the envelope, a protobuf message
 * </pre>
 *
 * All numbers are big-endian. The entries carry checksums of their own, computed once by the leader, so the frame's checksum stops
 * in front of them.
 */
final class FrameFormat {
    static final int HEADER_BYTES = 12;
    static final int HEAD_LENGTH_OFFSET = 4;
    static final int CHECKSUM_OFFSET = 8;

    /** No head is longer. Also bounds every frame before the handshake is done. */
    static final int MAX_HEAD_BYTES = 4096;

    /** The protobuf tag of {@code Envelope.entries}: field 15, length-delimited. One byte. */
    static final byte ENTRIES_TAG = 15 << 3 | 2;

    /** Tag and length in front of the entry bytes take no more than this. */
    static final int MAX_ENTRIES_PREFIX_BYTES = 6;

    /** A frame is at most this much longer than the entry bytes in it. {@code FrameRoundTripTests} holds the codec to it. */
    static final int MAX_OVERHEAD_BYTES = 160;

    private FrameFormat() {}

    /** How many bytes a protobuf varint takes. */
    static int varintBytes(int value) {
        return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }

    /**
     * Of the bytes behind the head, how many are tag and length of the entries field: the one number that leaves exactly as many bytes
     * as it can announce.
     *
     * @param tailBytes the number of bytes behind the head, tag and length included; more than 0
     * @return 2 to 6
     * @throws MalformedFrameException if no field has that size
     */
    static int entriesPrefixBytes(int tailBytes) throws MalformedFrameException {
        for (int lengthBytes = 1; lengthBytes <= 5; lengthBytes++) {
            int entriesBytes = tailBytes - 1 - lengthBytes;
            if (entriesBytes >= 0 && varintBytes(entriesBytes) == lengthBytes) {
                return 1 + lengthBytes;
            }
        }
        throw new MalformedFrameException(tailBytes + " bytes behind the head: no entries field has that size");
    }
}
