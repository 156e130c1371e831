package io.balsa.raft.storage;

import io.balsa.raft.storage.format.FrameChecksum;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Reads frames that are kept twice, each copy in a sector of its own: a vote, or a checkpoint, survives one damaged sector. The damaged
 * copy is noted for repair, and nothing is changed yet.
 */
final class PairedFrames {
    private final Segment segment;
    private final FileWindow window;
    private final FrameChecksum checksum;
    private final List<Repair> repairs;
    private final Optional<Short> life;
    private final FrameHeader second = new FrameHeader();

    PairedFrames(
            Segment segment, FileWindow window, FrameChecksum checksum, List<Repair> repairs, Optional<Short> life) {
        this.segment = segment;
        this.window = window;
        this.checksum = checksum;
        this.repairs = repairs;
        this.life = life;
    }

    /**
     * Reads the pair of frames that begins at a sector boundary.
     *
     * @param first filled with the header of the first copy, be it intact or reconstructed
     * @return the body; empty if neither copy is intact
     */
    Optional<ByteBuffer> read(long offset, FrameHeader first) throws IOException {
        if (offset + 2L * Layout.SECTOR_BYTES > segment.header().sizeBytes()) {
            return Optional.empty();
        }
        int start = window.load(offset, 2 * Layout.SECTOR_BYTES);
        boolean firstIntact = isCopy(first, start, offset) && !first.has(FrameHeader.SECOND);
        boolean secondIntact = isCopy(second, start + Layout.SECTOR_BYTES, offset + Layout.SECTOR_BYTES)
                && second.has(FrameHeader.SECOND);
        if (!firstIntact && !secondIntact) {
            return Optional.empty();
        }
        ByteBuffer sector = copy(firstIntact ? start : start + Layout.SECTOR_BYTES);
        if (firstIntact && secondIntact) {
            checkEqual(first, offset, start);
        } else if (firstIntact) {
            repair(sector, first, offset + Layout.SECTOR_BYTES, first.number + 1, first.flags | FrameHeader.SECOND);
        } else {
            repair(sector, second, offset, second.number - 1, second.flags & ~FrameHeader.SECOND);
            first.read(repairs.get(repairs.size() - 1).sector(), 0, Layout.SECTOR_BYTES, position(offset), checksum);
        }
        return Optional.of(sector.position(FrameHeader.BYTES).slice());
    }

    private boolean isCopy(FrameHeader header, int start, long offset) {
        return header.read(window.buffer(), start, Layout.SECTOR_BYTES, position(offset), checksum)
                && header.kind.paired
                && (life.isEmpty() || life.get() == header.life);
    }

    private ByteBuffer copy(int start) {
        return ByteBuffer.allocate(Layout.SECTOR_BYTES)
                .put(window.buffer().slice(start, Layout.SECTOR_BYTES))
                .flip();
    }

    private void checkEqual(FrameHeader first, long offset, int start) throws CorruptLogException {
        ByteBuffer bytes = window.buffer();
        int bodyBytes = Layout.SECTOR_BYTES - FrameHeader.BYTES;
        if (second.number != first.number + 1
                || second.kind != first.kind
                || second.life != first.life
                || !bytes.slice(start + FrameHeader.BYTES, bodyBytes)
                        .equals(bytes.slice(start + Layout.SECTOR_BYTES + FrameHeader.BYTES, bodyBytes))) {
            throw segment.corrupt(
                    offset + Layout.SECTOR_BYTES,
                    "a " + second.kind + " frame, number " + second.number,
                    "the second copy of the " + first.kind + " frame, number " + first.number + ", in front of it");
        }
    }

    private void repair(ByteBuffer intact, FrameHeader intactHeader, long offset, long number, int flags) {
        FrameHeader header = new FrameHeader();
        header.bodyBytes = intactHeader.bodyBytes;
        header.group = intactHeader.group;
        header.number = number;
        header.durableMark = intactHeader.durableMark;
        header.firstIndex = intactHeader.firstIndex;
        header.kind = intactHeader.kind;
        header.life = intactHeader.life;
        header.flags = flags;
        ByteBuffer sector =
                ByteBuffer.allocate(Layout.SECTOR_BYTES).put(intact.duplicate()).flip();
        header.write(sector, 0, position(offset), checksum);
        repairs.add(new Repair(segment, offset, sector));
    }

    private long position(long offset) {
        return segment.basePosition() + offset;
    }
}
