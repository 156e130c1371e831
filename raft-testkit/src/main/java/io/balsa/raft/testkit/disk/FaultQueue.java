package io.balsa.raft.testkit.disk;

import java.util.EnumSet;
import java.util.Set;

/** Faults for a test that wants exactly one at exactly one place: each is armed, and hits the next operation of its kind. */
public final class FaultQueue implements DiskFaults {
    private ReadFault nextRead = ReadFault.NONE;
    private WriteFault nextWrite = WriteFault.NONE;
    private ForceFault nextForce = ForceFault.NONE;
    private ForceFault nextDirectoryForce = ForceFault.NONE;
    private final Set<DiskOperation> nextFailures = EnumSet.noneOf(DiskOperation.class);

    /** Nothing is armed. */
    public FaultQueue() {}

    /**
     * Lets the next read go wrong.
     *
     * @param fault how
     */
    public synchronized void armRead(ReadFault fault) {
        nextRead = fault;
    }

    /**
     * Lets the next write go wrong.
     *
     * @param fault how
     */
    public synchronized void armWrite(WriteFault fault) {
        nextWrite = fault;
    }

    /**
     * Lets the next force of a file go wrong.
     *
     * @param fault how
     */
    public synchronized void armForce(ForceFault fault) {
        nextForce = fault;
    }

    /**
     * Lets the next force of a directory go wrong.
     *
     * @param fault how
     */
    public synchronized void armDirectoryForce(ForceFault fault) {
        nextDirectoryForce = fault;
    }

    /**
     * Lets the next operation of another kind fail.
     *
     * @param operation which, but for reads, writes and forces
     */
    public synchronized void armFailure(DiskOperation operation) {
        nextFailures.add(operation);
    }

    /** {@return whether everything that was armed has hit something} */
    public synchronized boolean isSpent() {
        return nextRead == ReadFault.NONE
                && nextWrite == WriteFault.NONE
                && nextForce == ForceFault.NONE
                && nextDirectoryForce == ForceFault.NONE
                && nextFailures.isEmpty();
    }

    @Override
    public synchronized ReadFault onRead(String name, long offset, int bytes) {
        ReadFault fault = nextRead;
        nextRead = ReadFault.NONE;
        return fault;
    }

    @Override
    public synchronized WriteFault onWrite(String name, long offset, int bytes) {
        WriteFault fault = nextWrite;
        nextWrite = WriteFault.NONE;
        return fault;
    }

    @Override
    public synchronized ForceFault onForce(DiskOperation operation, String name) {
        boolean directory = operation == DiskOperation.FORCE_DIRECTORY;
        ForceFault fault = directory ? nextDirectoryForce : nextForce;
        if (directory) {
            nextDirectoryForce = ForceFault.NONE;
        } else {
            nextForce = ForceFault.NONE;
        }
        return fault;
    }

    @Override
    public synchronized boolean fails(DiskOperation operation, String name) {
        return nextFailures.remove(operation);
    }
}
