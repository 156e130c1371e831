package io.balsa.raft.testkit.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.testkit.disk.DiskFaults;
import io.balsa.raft.testkit.disk.ReadFault;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One read goes wrong while a log is opened, whichever: the opening fails or not, but nothing that was read wrong is written. */
class MisreadWhileOpeningTests {
    private static final NodeId NODE = NodeId.of("n1");

    /** Spoils one read, counted from the beginning. */
    private static final class OneMisread implements DiskFaults {
        private final ReadFault fault;
        private int passing;

        OneMisread(ReadFault fault, int passing) {
            this.fault = fault;
            this.passing = passing;
        }

        boolean happened() {
            return passing < 0;
        }

        @Override
        public ReadFault onRead(String name, long offset, int bytes) {
            return passing-- == 0 ? fault : ReadFault.NONE;
        }
    }

    private static LogStorage open(SimulatedDisk disk) throws StorageException {
        return FileStorage.on(disk, CrashExplorerMain.TINY).open("reads", NODE);
    }

    /** A last segment that is short, and is replaced, or one that is long, and gets a successor. */
    @ParameterizedTest
    @CsvSource({
        "BIT_FLIP, 3000",
        "BIT_FLIP, 9000",
        "MISDIRECTED, 3000",
        "MISDIRECTED, 9000",
        "ZEROED_SECTOR, 3000",
        "ZEROED_SECTOR, 9000"
    })
    void isNotMadeToLast(ReadFault fault, int payloadBytes) throws StorageException {
        int reads = 0;
        boolean happened = true;
        while (happened) {
            SimulatedDisk disk = new SimulatedDisk("n1", 31L * reads);
            LogContents written = written(disk, payloadBytes);
            OneMisread misread = new OneMisread(fault, reads++);
            disk.setFaults(misread);
            try (LogStorage log = open(disk)) {
                assertEquals(written.lastIndex(), log.restored().lastIndex(), "read " + reads);
            } catch (StorageException e) {
                assertTrue(misread.happened(), e::toString);
            }
            happened = misread.happened();
            disk.kill();
            disk.setFaults(DiskFaults.NONE);
            assertEquals(written, LogContents.of(open(disk)), "read " + reads + " was wrong");
        }
        assertTrue(reads > 4, reads + " reads");
    }

    /** A mark in a sector of its own vouches for all of it. */
    private static LogContents written(SimulatedDisk disk, int payloadBytes) throws StorageException {
        BatchMaker batches = new BatchMaker(0);
        LogContents written = LogContents.EMPTY;
        LogStorage log = open(disk);
        for (String action : List.of("append 1 20", "append 1 " + payloadBytes, "append 1 30")) {
            WriteBatch batch = batches.make(CrashAction.parse(action), written);
            log.persist(List.of(batch));
            written = written.after(batch);
        }
        log.idle();
        disk.kill();
        return written;
    }
}
