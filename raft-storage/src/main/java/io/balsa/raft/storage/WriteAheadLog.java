package io.balsa.raft.storage;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.disk.DiskLock;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.Layout;
import io.balsa.raft.storage.format.SegmentHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Life of a batch
 *
 *   persist ── BatchRules ──► FrameWriter ──► force ──► LogIndex        then settle ──► mark
 *                               │ segment full: force, then SegmentMaker makes the next one durable, then the old one is sealed
 *   read ───── LogIndex ──► LogReader ──► EncodedEntries.decode
 *   open ───── SegmentHead, SegmentScan, TailSearch ──► Recovery ──► Doubt ──► Renewal ──► RecoveredLog
 *
 * What makes a crash at any moment harmless:
 *  1. Nothing is written behind what was not forced, except within one write. So all that can be broken after a crash is the last write.
 *  2. A frame tells how far the log was forced before it. So what is broken in front of that point is damage, whatever lies behind.
 *  3. A segment gets its name when it is whole and all before it is forced. So only the last segment can have a torn end.
 */

/** The log of one node in segments. {@link #persist}, {@link #settle}, {@link #idle} and {@link #close} are for one thread. */
final class WriteAheadLog implements LogStorage {
    private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);
    private static final long MAX_READ_BYTES = 1 << 30;

    private final StorageOptions options;
    private final LogState state;
    private final LogIndex index;
    private final Segments segments;
    private final FrameWriter writer;
    private final SegmentMaker maker;
    private final DiskLock lock;
    private final RestoredState restored;

    /** Where the entries of the batches under way stand: found out while they are copied, for then they are in the cache. */
    private final List<FramePoints> points = new ArrayList<>();

    /** The log's end when a mark was last forced by {@link #idle}. */
    private long markedTail;

    /** The last write was forced, and no mark behind it says so yet. The next write would, too. */
    private boolean markDue;

    /** Memory of the last read, for the next one. */
    private final AtomicReference<ByteBuffer> spare = new AtomicReference<>(FileWindow.NOTHING);

    private StorageException failure;
    private boolean closed;

    WriteAheadLog(StorageOptions options, RecoveredLog log, SegmentMaker maker, DiskLock lock) {
        this.options = options;
        this.state = log.state();
        this.index = log.index();
        this.segments = log.segments();
        this.writer = log.writer();
        this.maker = maker;
        this.lock = lock;
        this.restored = state.restored();
        // Recovery left a mark that is as good as that of idle(), or a checkpoint with nothing behind it.
        this.markedTail = writer.tailPosition();
    }

    @Override
    public RestoredState restored() {
        return restored;
    }

    @Override
    public void persist(List<WriteBatch> batches) throws StorageException {
        checkUsable();
        try {
            writeAndForce(batches);
        } catch (IOException e) {
            throw fail("write", e);
        } catch (RuntimeException e) {
            fail("write", e);
            throw e;
        }
    }

    private void writeAndForce(List<WriteBatch> batches) throws IOException {
        while (points.size() < batches.size()) {
            points.add(new FramePoints());
        }
        long begin = writer.tailPosition();
        int unforced = 0;
        for (int i = 0; i < batches.size(); i++) {
            WriteBatch batch = batches.get(i);
            BatchRules.check(state, batch);
            if (!writer.fits(batch)) {
                force(batches, unforced, i);
                unforced = i;
                roll(batch);
            }
            long position = writer.write(batch);
            if (!batch.entries().isEmpty()) {
                points.get(i).scan(position, batch.entries());
            }
            follow(batch);
        }
        if (writer.tailPosition() != begin) {
            writer.takeZerosAlong();
            force(batches, unforced, batches.size());
            markDue = true;
        }
    }

    private void follow(WriteBatch batch) {
        if (batch.truncateFrom() != 0) {
            state.truncate(batch.truncateFrom());
        }
        EncodedEntries entries = batch.entries();
        if (!entries.isEmpty()) {
            state.append(entries.lastIndex(), entries.termRuns(), entries.configurations());
        }
        batch.hardState().ifPresent(state::vote);
    }

    /** Forces the batches from {@code from} up to, and without, {@code to}: only now can others read their entries. */
    private void force(List<WriteBatch> batches, int from, int to) throws IOException {
        writer.force();
        for (int i = from; i < to; i++) {
            WriteBatch batch = batches.get(i);
            if (batch.truncateFrom() != 0) {
                index.truncate(batch.truncateFrom());
            }
            if (!batch.entries().isEmpty()) {
                index.append(points.get(i));
            }
        }
    }

    /** Goes on in a new segment, which has room for a batch whatever its size. All of the old one is forced. */
    private void roll(WriteBatch batch) throws IOException {
        Segment old = writer.segment();
        long needed = Layout.segmentBytesFor(FrameWriter.endOf(batch, Layout.HEAD_BYTES));
        SegmentHeader header = new SegmentHeader(
                old.header().storageId(),
                old.header().number() + 1,
                old.endPosition(),
                Math.max(options.segmentBytes(), Layout.alignToSector(needed)),
                old.header().clusterId(),
                old.header().node());
        FrameHeader frame = new FrameHeader();
        long sealNumber = writer.nextNumber();
        frame.number = sealNumber + 1;
        frame.durableMark = writer.tailPosition();
        frame.life = writer.life();
        SegmentMaker.Made made = maker.make(header, state.checkpoint(writer.tailPosition()), frame);
        segments.add(made.segment());
        index.breakHere();
        try {
            // Not before the new segment is durable: the seal says that it exists.
            writer.seal();
            writer.file().close();
        } catch (IOException | RuntimeException e) {
            made.file().close();
            throw e;
        }
        writer.continueIn(made, sealNumber + 3);
    }

    @Override
    public EncodedEntries read(long from, long to, long maxBytes) throws StorageException {
        // A read is one buffer, whose length is an int, however much the caller can take.
        Stretches stretches = index.stretches(from, to, Math.min(maxBytes, MAX_READ_BYTES));
        try {
            return read(new LogReader(segments, stretches, from, maxBytes, takeSpare()));
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            String path = segments.at(stretches.position(0)).path();
            throw new StorageException(
                    "cannot read entries from " + from + " on, in " + path + " or behind it: " + e.getMessage(), e);
        }
    }

    private EncodedEntries read(LogReader reader) throws IOException {
        try {
            return reader.read();
        } finally {
            spare.set(reader.spare());
        }
    }

    private ByteBuffer takeSpare() {
        return spare.getAndSet(FileWindow.NOTHING);
    }

    @Override
    public long lastIndexWithin(long from, long to, long maxBytes) {
        return index.lastIndexWithin(from, to, maxBytes);
    }

    @Override
    public void settle() throws StorageException {
        checkUsable();
        if (!markDue) {
            return;
        }
        markDue = false;
        try {
            writer.mark();
        } catch (IOException e) {
            throw fail("write", e);
        }
    }

    @Override
    public void idle() throws StorageException {
        checkUsable();
        markDue = false;
        try {
            if (writer.tailPosition() != markedTail) {
                writer.markApart();
                markedTail = writer.tailPosition();
            }
        } catch (IOException e) {
            throw fail("force", e);
        }
    }

    private void checkUsable() throws StorageException {
        if (failure != null) {
            throw new StorageException("the log takes no more since it failed: " + failure.getMessage(), failure);
        }
        if (closed) {
            throw new StorageException("the log is closed: " + writer.segment().path());
        }
    }

    /** A failure is final: a force that succeeds after one that failed proves nothing of what was written before. */
    private StorageException fail(String what, Exception cause) {
        failure = new StorageException(
                "cannot " + what + " " + writer.segment().path() + " up to byte " + writer.tail() + ": "
                        + cause.getMessage(),
                cause);
        return failure;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (failure == null) {
            try {
                idle();
            } catch (StorageException e) {
                LOG.warn("the end of the log could not be marked", e);
            }
        }
        closed = true;
        try (lock;
                segments) {
            writer.file().close();
        } catch (IOException e) {
            LOG.warn("a file of the log could not be closed", e);
        }
    }
}
