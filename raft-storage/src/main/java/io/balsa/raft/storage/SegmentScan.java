package io.balsa.raft.storage;

import io.balsa.raft.spi.HardState;
import io.balsa.raft.storage.format.ContradictionException;
import io.balsa.raft.storage.format.FrameChecksum;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.FrameKind;
import io.balsa.raft.storage.format.HardStateBody;
import io.balsa.raft.storage.format.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Replays the frames of one segment into the state and the index, up to where they end or something is wrong. Changes nothing on disk, and does
 * not judge whether what is wrong is a torn tail: see {@link Recovery}.
 */
final class SegmentScan {
    /** Large reads in order: what recovery is fast by. */
    private static final int CHUNK_BYTES = 1 << 20;

    private final Segment segment;
    private final FileWindow window;
    private final FrameChecksum checksum;
    private final PairedFrames pairs;
    private final LogState state;
    private final LogIndex index;
    private final EntryScan entries = new EntryScan();
    private final FrameHeader header = new FrameHeader();
    private final long sizeBytes;
    private final short life;
    private final Optional<Unforced> unforced;

    private long offset = Layout.HEAD_BYTES;

    private long nextNumber;
    private long durableMark;
    private Optional<Damage> damage = Optional.empty();

    /** A hard state that waits for the batch with which it takes effect, and where the two begin. */
    private Optional<HardState> pending = Optional.empty();

    private long unitOffset;
    private long unitNumber;

    /** For the last segment with somebody who collects what is perhaps not forced, for others without. */
    SegmentScan(
            SegmentHead head,
            FrameChecksum checksum,
            LogState state,
            LogIndex index,
            List<Repair> repairs,
            Optional<Unforced> unforced) {
        this.segment = head.segment();
        this.checksum = checksum;
        this.state = state;
        this.index = index;
        this.sizeBytes = segment.header().sizeBytes();
        this.window = new FileWindow(segment.file(), sizeBytes, CHUNK_BYTES);
        this.pairs = new PairedFrames(segment, window, checksum, repairs, Optional.of(head.life()));
        this.nextNumber = head.firstFrameNumber();
        this.durableMark = head.durableMark();
        this.life = head.life();
        this.unforced = unforced;
    }

    /** Replays until an offset, or until {@link #damage}. */
    void replayUntil(long stopOffset) throws IOException {
        index.breakHere();
        while (offset < stopOffset && damage.isEmpty()) {
            try {
                damage = replayFrame();
            } catch (ContradictionException e) {
                throw segment.corrupt(offset, e.found(), e.expected());
            }
        }
    }

    /** {@return why the replay stopped; zeros, the regular end, count as well} */
    Optional<Damage> damage() {
        return damage;
    }

    /** {@return the offset behind the last frame that took effect} */
    long end() {
        return pending.isPresent() ? unitOffset : offset;
    }

    /** {@return the number of the frame that has to stand at {@link #end}} */
    long nextNumber() {
        return pending.isPresent() ? unitNumber : nextNumber;
    }

    /** {@return what is behind the frames} */
    TailSearch searchTail() throws IOException {
        return TailSearch.from(end(), segment, window, checksum, life);
    }

    /** {@return whether a seal stands where the replay ended} */
    boolean isSealed() throws IOException {
        if (offset + FrameHeader.BYTES > sizeBytes) {
            return false;
        }
        int start = window.load(offset, FrameHeader.BYTES);
        return header.read(window.buffer(), start, FrameHeader.BYTES, segment.basePosition() + offset, checksum)
                && header.kind == FrameKind.SEAL
                && header.life == life;
    }

    /** {@return the highest durable mark seen, a position} */
    long durableMark() {
        return durableMark;
    }

    private Optional<Damage> replayFrame() throws IOException {
        int available = (int) Math.min(Layout.SECTOR_BYTES, sizeBytes - offset);
        int start = window.load(offset, available);
        // A frame of another life is a block of a file that this one replaced.
        boolean intact = header.read(window.buffer(), start, available, segment.basePosition() + offset, checksum)
                && header.life == life;
        boolean mayBePair = intact ? header.kind.paired : offset % Layout.SECTOR_BYTES == 0;
        Optional<ByteBuffer> pairedBody = mayBePair ? pairs.read(offset, header) : Optional.empty();
        if (!intact && pairedBody.isEmpty()) {
            return noFrame();
        }
        checkHeader(pairedBody.isPresent());
        return replayFrame(pairedBody);
    }

    private Optional<Damage> noFrame() {
        return Optional.of(new Damage(offset, "no intact frame", "frame number " + nextNumber));
    }

    /** An intact frame at its own position that does not fit to the one before it cannot come from a crash. */
    private void checkHeader(boolean pair) throws IOException {
        long position = segment.basePosition() + offset;
        if (header.number != nextNumber) {
            throw new ContradictionException("frame number " + header.number, "frame number " + nextNumber);
        }
        if (header.group != 0) {
            throw new ContradictionException("a frame of group " + header.group, "group 0, the only one");
        }
        if (header.durableMark < durableMark || header.durableMark > position) {
            throw new ContradictionException(
                    "durable mark " + header.durableMark, "one from " + durableMark + " to " + position);
        }
        if (header.kind.paired != pair || header.frameBytes() > sizeBytes - offset) {
            throw new ContradictionException(
                    "a " + header.kind + " frame of " + header.frameBytes() + " bytes",
                    "a first copy that fits into the segment");
        }
        if (pending.isPresent() && header.kind != FrameKind.BATCH) {
            throw new ContradictionException("a " + header.kind + " frame", "the batch that belongs to the hard state");
        }
    }

    private Optional<Damage> replayFrame(Optional<ByteBuffer> pairedBody) throws IOException {
        long position = segment.basePosition() + offset;
        if (unforced.isPresent()
                && header.durableMark > durableMark
                && header.durableMark == position
                && pending.isEmpty()) {
            unforced.get().forcedUpTo(new Unforced.Place(offset, nextNumber, state.checkpoint(position)));
        }
        durableMark = header.durableMark;
        long next = offset + header.frameBytes();
        long frames = 1;
        switch (header.kind) {
            case MARK, PAD -> {}
            case BATCH -> {
                Optional<Damage> bad = replayBatch();
                if (bad.isPresent()) {
                    return bad;
                }
            }
            case HARD_STATE -> {
                replayHardState(pairedBody.orElseThrow());
                frames = 2;
                next += Layout.SECTOR_BYTES;
            }
            case SEAL ->
                throw new ContradictionException(
                        "the seal of a segment that has a successor",
                        "the file " + Segment.nameOf(segment.header().number() + 1));
            case CHECKPOINT ->
                throw new ContradictionException("a checkpoint", "none but in front of all other frames");
        }
        nextNumber += frames;
        offset = next;
        return Optional.empty();
    }

    private void replayHardState(ByteBuffer body) throws ContradictionException {
        HardState hardState = HardStateBody.read(body);
        if (hardState.term() < state.hardState().term()) {
            throw new ContradictionException(
                    "a hard state of term " + hardState.term(),
                    "at least " + state.hardState().term());
        }
        if (header.has(FrameHeader.CONTINUES)) {
            pending = Optional.of(hardState);
            unitOffset = offset;
            unitNumber = nextNumber;
        } else {
            state.vote(hardState);
            tell(offset, Optional.of(hardState), 0, state.lastIndex() + 1, 0, 0);
        }
    }

    private Optional<Damage> replayBatch() throws IOException {
        long first = header.firstIndex;
        boolean truncates = header.has(FrameHeader.TRUNCATES);
        long lowest = truncates ? state.baseIndex() + 1 : state.lastIndex() + 1;
        if (first < lowest || first > state.lastIndex() + 1) {
            throw new ContradictionException(
                    "a batch that begins at index " + first, "one from " + lowest + " to " + (state.lastIndex() + 1));
        }
        long body = offset + FrameHeader.BYTES;
        Optional<Damage> bad = entries.scan(window, body, segment.basePosition() + body, header);
        if (bad.isPresent()) {
            return bad;
        }
        if (!entries.termRuns.isEmpty() && entries.termRuns.get(0).term() < state.termAt(first - 1)) {
            throw new ContradictionException(
                    "term " + entries.termRuns.get(0).term() + " at index " + first,
                    "at least " + state.termAt(first - 1));
        }
        if (truncates) {
            state.truncate(first);
            index.truncate(first);
        }
        if (header.bodyBytes > 0) {
            state.append(entries.points.lastIndex(), entries.termRuns, entries.configurations);
            index.append(entries.points);
        }
        long begin = pending.isPresent() ? unitOffset : offset;
        tell(begin, pending, truncates ? first : 0, first, body, header.bodyBytes);
        pending.ifPresent(state::vote);
        pending = Optional.empty();
        return Optional.empty();
    }

    private void tell(
            long begin, Optional<HardState> hardState, long truncateFrom, long firstIndex, long body, int bodyBytes) {
        if (unforced.isPresent()) {
            unforced.get().add(new Unforced.Effect(begin, hardState, truncateFrom, firstIndex, body, bodyBytes));
        }
    }
}
