package io.balsa.raft.testkit.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.storage.StorageOptions;
import io.balsa.raft.testkit.disk.DiskFaults;
import io.balsa.raft.testkit.disk.DiskOperation;
import io.balsa.raft.testkit.disk.ForceFault;
import io.balsa.raft.testkit.disk.PowerCut;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some force fails, whichever: what the next process finds, and what it is told to keep, survives a power cut all the same. */
class FailedForceTests {
    private static final NodeId NODE = NodeId.of("n1");

    /** Small batches, one that is forced without zeros behind it, votes, and one that has no room left in the first segment. */
    private static final List<String> ACTIONS = List.of(
            "append 1 20",
            "vote",
            "append 2 30000",
            "append 2 3000",
            "cut 1",
            "append 1 70000",
            "elect 1 20000",
            "append 1 40",
            "replace 2 1 50",
            "append 1 60000",
            "append 1 10");

    /** Fails one force, counted from the beginning, and none of those behind it. */
    private static final class FailingForce implements DiskFaults {
        private final ForceFault fault;
        private int passing;

        FailingForce(ForceFault fault, int passing) {
            this.fault = fault;
            this.passing = passing;
        }

        boolean hasFailed() {
            return passing < 0;
        }

        @Override
        public ForceFault onForce(DiskOperation operation, String name) {
            return passing-- == 0 ? fault : ForceFault.NONE;
        }
    }

    /** A server's disk, and what is on it as far as anybody was told. */
    private static final class Server {
        private final SimulatedDisk disk = new SimulatedDisk("n1", 1);
        private final BatchMaker batches = new BatchMaker(0);
        private final StorageOptions options;
        private LogContents written = LogContents.EMPTY;
        private LogContents requested = LogContents.EMPTY;

        Server(StorageOptions options) {
            this.options = options;
        }

        LogStorage open() throws StorageException {
            return FileStorage.on(disk, options).open("forces", NODE);
        }

        void persist(LogStorage log, String action) throws StorageException {
            WriteBatch batch = batches.make(CrashAction.parse(action), written);
            requested = written.after(batch);
            log.persist(List.of(batch));
            written = requested;
        }

        /** The process died of a failed force. The next one counts what it finds as durable, and goes on. */
        void restartFrom(StorageException failure) throws StorageException {
            disk.kill();
            LogStorage log = open();
            LogContents found = LogContents.of(log);
            assertTrue(
                    found.equals(written) || found.equals(requested),
                    () -> failure.getMessage() + ": found " + found + ", expected " + written + " or " + requested);
            written = found;
            persist(log, "append 1 100");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"KEEPS_CACHE", "REVERTS_CACHE", "FORGETS_PLACES"})
    void inSmallSegments(ForceFault fault) throws StorageException {
        eachForceFails(
                fault,
                StorageOptions.builder()
                        .segmentBytes(128 << 10)
                        .writeBufferBytes(16 << 10)
                        .build());
    }

    @ParameterizedTest
    @EnumSource(names = {"KEEPS_CACHE", "REVERTS_CACHE", "FORGETS_PLACES"})
    void inLargeSegments(ForceFault fault) throws StorageException {
        eachForceFails(fault, StorageOptions.builder().segmentBytes(2 << 20).build());
    }

    private static void eachForceFails(ForceFault fault, StorageOptions options) throws StorageException {
        int forces = 0;
        while (oneForceFails(new FailingForce(fault, forces), options)) {
            forces++;
        }
        assertTrue(forces > ACTIONS.size(), "only " + forces + " forces");
    }

    /** Returns whether one did, or there were not so many. */
    private static boolean oneForceFails(FailingForce failing, StorageOptions options) throws StorageException {
        Server server = new Server(options);
        server.disk.setFaults(failing);
        try {
            LogStorage log = server.open();
            for (String action : ACTIONS) {
                server.persist(log, action);
                log.settle();
                if (action.startsWith("vote")) {
                    log.idle();
                }
            }
            // So that an opening forces something, too.
            server.disk.kill();
            server.open();
        } catch (StorageException e) {
            assertTrue(failing.hasFailed(), e::toString);
            server.restartFrom(e);
        }
        server.disk.setFaults(DiskFaults.NONE);
        for (int i = 0; i < 3; i++) {
            server.disk.powerCut(PowerCut.LOSE_ALL);
            LogStorage log = server.open();
            assertEquals(server.written, LogContents.of(log), "after power cut " + i);
            server.persist(log, "append 1 100");
            server.persist(log, "vote");
        }
        return failing.hasFailed();
    }
}
