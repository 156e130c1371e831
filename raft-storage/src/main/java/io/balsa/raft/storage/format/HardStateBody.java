package io.balsa.raft.storage.format;

import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.NodeId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The body of a {@link FrameKind#HARD_STATE} frame: hard states of groups, today of one.
 *
 * <pre>
 * 2 bytes    how many
 * each       4 bytes group, 8 bytes term, 1 byte length and UTF-8 bytes of the name voted for (length 0: no vote)
 * </pre>
 */
public final class HardStateBody {
    private HardStateBody() {}

    /** Writes the body of a frame with the hard state of group 0. */
    public static void write(ByteBuffer out, HardState state) {
        out.putShort((short) 1).putInt(0);
        writeState(out, state);
    }

    /** Reads the hard state of group 0. The bytes passed their checksum; what is wrong in them is a contradiction. */
    public static HardState read(ByteBuffer in) throws ContradictionException {
        int count = in.getShort();
        int group = in.getInt();
        if (count != 1 || group != 0) {
            throw new ContradictionException(count + " hard states, the first of group " + group, "one, of group 0");
        }
        return readState(in);
    }

    /** Writes term and vote. */
    public static void writeState(ByteBuffer out, HardState state) {
        byte[] name = state.votedFor().map(NodeId::value).orElse("").getBytes(StandardCharsets.UTF_8);
        out.putLong(state.term()).put((byte) name.length).put(name);
    }

    /** Reads what {@link #writeState} wrote. */
    public static HardState readState(ByteBuffer in) {
        long term = in.getLong();
        byte[] name = new byte[Byte.toUnsignedInt(in.get())];
        in.get(name);
        return new HardState(
                term,
                name.length == 0 ? Optional.empty() : Optional.of(NodeId.of(new String(name, StandardCharsets.UTF_8))));
    }
}
