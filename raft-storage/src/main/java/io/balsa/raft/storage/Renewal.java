package io.balsa.raft.storage;

import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.format.Checkpoint;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.Layout;
import io.balsa.raft.storage.format.SegmentHeader;
import java.io.IOException;

/**
 * Writes what is in doubt to a file that no failed force has touched (decision 305): the next segment, or another one in the place of the last. It
 * has all of it, forced, before it gets its name: so whoever opens the log finds the old file or the new one, whole. Marks come later, when
 * the name is forced: so a segment with a mark is one whose name is durable.
 */
final class Renewal {
    private final StorageOptions options;
    private final SegmentMaker maker;
    private final Doubt doubt;
    private final Segment old;
    private final short life;

    Renewal(StorageOptions options, SegmentMaker maker, Doubt doubt, short life) {
        this.options = options;
        this.maker = maker;
        this.doubt = doubt;
        this.old = doubt.last().segment();
        this.life = life;
    }

    /** Writes and forces it, and returns the writer, which goes on behind it. */
    FrameWriter renew(Segments segments, LogIndex index) throws IOException {
        FrameHeader frame = checkpointFrame();
        long firstNumber = frame.number + 2;
        if (doubt.isAll()) {
            old.file().close();
        }
        SegmentMaker.Made made = maker.begin(header(), checkpoint(), frame);
        try {
            FrameWriter writer = new FrameWriter(made.segment().header().storageId(), options.writeBufferBytes(), life);
            writer.continueIn(made, firstNumber);
            write(writer, index);
            writer.force();
            maker.name(made);
            segments.add(made.segment());
            return writer;
        } catch (IOException | RuntimeException | Error e) {
            maker.giveUp(made, e);
            throw e;
        }
    }

    private void write(FrameWriter writer, LogIndex index) throws IOException {
        index.breakHere();
        // Where they stood before. What the batches cut off is of no use until they have cut it off again.
        doubt.batches().stream().mapToLong(Renewal::firstIndex).min().ifPresent(index::truncate);
        FramePoints points = new FramePoints();
        for (WriteBatch batch : doubt.batches()) {
            long position = writer.write(batch);
            if (batch.truncateFrom() != 0) {
                index.truncate(batch.truncateFrom());
            }
            if (!batch.entries().isEmpty()) {
                points.scan(position, batch.entries());
                index.append(points);
            }
        }
    }

    private static long firstIndex(WriteBatch batch) {
        return batch.truncateFrom() != 0
                ? batch.truncateFrom()
                : batch.entries().firstIndex();
    }

    private SegmentHeader header() {
        SegmentHeader header = old.header();
        long end = Layout.HEAD_BYTES;
        for (WriteBatch batch : doubt.batches()) {
            end = FrameWriter.endOf(batch, end);
        }
        long needed = Layout.alignToSector(Layout.segmentBytesFor(end));
        return new SegmentHeader(
                header.storageId(),
                doubt.isAll() ? header.number() : header.number() + 1,
                doubt.isAll() ? header.basePosition() : old.endPosition(),
                Math.max(doubt.isAll() ? header.sizeBytes() : options.segmentBytes(), needed),
                header.clusterId(),
                header.node());
    }

    private Checkpoint checkpoint() {
        return doubt.isAll() ? doubt.last().checkpoint() : doubt.before();
    }

    private FrameHeader checkpointFrame() {
        FrameHeader frame = new FrameHeader();
        frame.life = life;
        if (doubt.isAll()) {
            frame.number = doubt.last().firstFrameNumber() - 2;
            frame.durableMark = doubt.last().durableMark();
        } else {
            // Behind the seal.
            frame.number = doubt.number() + 1;
            frame.durableMark = old.basePosition() + doubt.cut();
        }
        return frame;
    }
}
