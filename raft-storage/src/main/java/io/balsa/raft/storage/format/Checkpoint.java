package io.balsa.raft.storage.format;

import io.balsa.raft.spi.HardState;
import java.nio.ByteBuffer;

/**
 * What all segments before this one amount to, so that they can be deleted once nobody needs their entries.
 *
 * <pre>
 * 2 bytes    how many groups
 * each       4 bytes group; 8 bytes each: base index, base term, last index, last term; 8 bytes term,
 *            1 byte length and UTF-8 bytes of the name voted for
 * 8 bytes    position at which the frames of the segment before this one end; the base position in the first segment
 * </pre>
 *
 * @param baseIndex the index right before the first entry of the log
 * @param baseTerm the term there
 * @param lastIndex the last index
 * @param lastTerm the term there
 * @param hardState term and vote
 * @param previousEnd position at which the frames of the segment before this one end
 */
public record Checkpoint(
        long baseIndex, long baseTerm, long lastIndex, long lastTerm, HardState hardState, long previousEnd) {
    /** Writes the body of a frame. */
    public void write(ByteBuffer out) {
        out.putShort((short) 1).putInt(0);
        out.putLong(baseIndex).putLong(baseTerm).putLong(lastIndex).putLong(lastTerm);
        HardStateBody.writeState(out, hardState);
        out.putLong(previousEnd);
    }

    /** Reads the body of a frame. The bytes passed their checksum; what is wrong in them is a contradiction. */
    public static Checkpoint read(ByteBuffer in) throws ContradictionException {
        int count = in.getShort();
        int group = in.getInt();
        if (count != 1 || group != 0) {
            throw new ContradictionException(count + " groups, the first of them " + group, "one, group 0");
        }
        return new Checkpoint(
                in.getLong(), in.getLong(), in.getLong(), in.getLong(), HardStateBody.readState(in), in.getLong());
    }
}
