package io.balsa.raft.storage;

import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.Storage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.DiskLock;
import io.balsa.raft.storage.disk.NioDisk;
import io.balsa.raft.storage.format.FrameHeader;
import io.balsa.raft.storage.format.SegmentHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node's log and vote in a directory of its own. What {@link LogStorage#persist} returned from survives the process and the power
 * being cut; what was damaged later is found when it is read, and never passed on.
 *
 * <p>Files in the directory that are not the storage's are left alone. The threads that use an open log must not be interrupted: Java closes
 * a file under an interrupted thread, which counts as a failure of the disk.
 */
public final class FileStorage implements Storage {
    private static final Logger LOG = LoggerFactory.getLogger(FileStorage.class);
    private static final String LOCK_NAME = "balsa.lock";
    private static final int MAX_CLUSTER_ID_CHARS = 128;

    private final Disk disk;
    private final StorageOptions options;

    private FileStorage(Disk disk, StorageOptions options) {
        this.disk = disk;
        this.options = options;
    }

    /**
     * A storage in a directory, which is made when the storage is opened.
     *
     * @param directory the directory, of this node alone
     * @return the storage
     */
    public static FileStorage at(Path directory) {
        return at(directory, StorageOptions.defaults());
    }

    /**
     * A storage in a directory, which is made when the storage is opened.
     *
     * @param directory the directory, of this node alone
     * @param options settings
     * @return the storage
     */
    public static FileStorage at(Path directory, StorageOptions options) {
        return on(new NioDisk(directory), options);
    }

    /**
     * A storage on a disk of another kind, such as a simulated one.
     *
     * @param disk the disk, of this node alone
     * @param options settings
     * @return the storage
     */
    public static FileStorage on(Disk disk, StorageOptions options) {
        return new FileStorage(disk, options);
    }

    /**
     * {@inheritDoc}
     *
     * @throws CorruptLogException if entries or votes that may have been acknowledged cannot be read
     */
    @Override
    public LogStorage open(String clusterId, NodeId node) throws StorageException {
        if (clusterId.isBlank() || clusterId.length() > MAX_CLUSTER_ID_CHARS) {
            throw new IllegalArgumentException(
                    "cluster id '" + clusterId + "': expected 1 to " + MAX_CLUSTER_ID_CHARS + " characters");
        }
        try {
            disk.makeDirectories("");
            DiskLock lock = disk.lock(LOCK_NAME)
                    .orElseThrow(
                            () -> new StorageException(
                                    disk.describe(LOCK_NAME)
                                            + " is locked by another process, or by another storage in this one: expected to be alone"));
            try {
                return open(clusterId, node, lock);
            } catch (IOException | RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new StorageException("cannot open the storage at " + disk.describe("") + ": " + e, e);
        }
    }

    private LogStorage open(String clusterId, NodeId node, DiskLock lock) throws IOException {
        List<String> names = disk.list("");
        warnOfForeign(names);
        SegmentMaker maker = new SegmentMaker(disk, options);
        return new WriteAheadLog(options, recoverOrCreate(clusterId, node, names, maker), maker, lock);
    }

    private RecoveredLog recoverOrCreate(String clusterId, NodeId node, List<String> names, SegmentMaker maker)
            throws IOException {
        if (names.stream().anyMatch(Segment::isSegmentName)) {
            return new Recovery(disk, options, clusterId, node, maker).recover(names);
        }
        SegmentMaker.deleteLeftovers(disk, names);
        return create(clusterId, node, maker);
    }

    private RecoveredLog create(String clusterId, NodeId node, SegmentMaker maker) throws IOException {
        UUID storageId = disk.randomId();
        LogState state = new LogState(HardState.INITIAL, 0, 0);
        SegmentHeader header = new SegmentHeader(storageId, 1, 0, options.segmentBytes(), clusterId, node);
        FrameHeader frame = new FrameHeader();
        frame.number = 1;
        SegmentMaker.Made made = maker.make(header, state.checkpoint(0), frame);
        Segments segments = new Segments();
        segments.add(made.segment());
        FrameWriter writer = new FrameWriter(storageId, options.writeBufferBytes(), frame.life);
        writer.continueIn(made, 3);
        return new RecoveredLog(state, new LogIndex(0), segments, writer);
    }

    private void warnOfForeign(List<String> names) {
        for (String name : names) {
            if (!Segment.isSegmentName(name)
                    && !List.of(LOCK_NAME, SegmentMaker.NEXT_NAME).contains(name)) {
                LOG.warn("{} is not a file of the storage: left alone", disk.describe(name));
            }
        }
    }
}
