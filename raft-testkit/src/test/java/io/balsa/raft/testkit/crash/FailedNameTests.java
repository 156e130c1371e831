package io.balsa.raft.testkit.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.testkit.disk.FaultQueue;
import io.balsa.raft.testkit.disk.ForceFault;
import io.balsa.raft.testkit.disk.PowerCut;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A force of the directory fails: what is written after the next start survives a power cut all the same. */
class FailedNameTests {
    private static final NodeId NODE = NodeId.of("n1");

    private final SimulatedDisk disk = new SimulatedDisk("n1", 1);
    private final FaultQueue faults = new FaultQueue();
    private final BatchMaker batches = new BatchMaker(0);
    private LogContents written = LogContents.EMPTY;

    FailedNameTests() {
        disk.setFaults(faults);
    }

    private LogStorage open() throws StorageException {
        return FileStorage.on(disk, CrashExplorerMain.TINY).open("names", NODE);
    }

    /** Each is more than half a segment. */
    private void append(LogStorage log) throws StorageException {
        WriteBatch batch = batches.make(CrashAction.parse("append 1 9000"), written);
        log.persist(List.of(batch));
        written = written.after(batch);
    }

    @ParameterizedTest
    @EnumSource(names = {"KEEPS_CACHE", "REVERTS_CACHE"})
    void ofANewSegment(ForceFault fault) throws StorageException {
        LogStorage first = open();
        append(first);
        faults.armDirectoryForce(fault);
        assertThrows(StorageException.class, () -> append(first));
        disk.kill();
        appendAndCutPower();
    }

    @ParameterizedTest
    @EnumSource(names = {"KEEPS_CACHE", "REVERTS_CACHE"})
    void ofANewLog(ForceFault fault) throws StorageException {
        faults.armDirectoryForce(fault);
        assertThrows(StorageException.class, this::open);
        disk.kill();
        appendAndCutPower();
    }

    @ParameterizedTest
    @EnumSource(names = {"KEEPS_CACHE", "REVERTS_CACHE"})
    void whenTheLogIsOpened(ForceFault fault) throws StorageException {
        LogStorage first = open();
        append(first);
        disk.kill();
        faults.armDirectoryForce(fault);
        assertThrows(StorageException.class, this::open);
        disk.kill();
        appendAndCutPower();
    }

    private void appendAndCutPower() throws StorageException {
        LogStorage log = open();
        append(log);
        append(log);
        disk.powerCut(PowerCut.LOSE_ALL);
        assertEquals(written, LogContents.of(open()));
    }
}
