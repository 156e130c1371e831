package io.balsa.raft.testkit.disk;

/**
 * Decides which operations of a {@link SimulatedDisk} go wrong, and how; the disk asks before each and draws the details from its own
 * seed. Called with the disk's lock held. A disk that is full needs no fault: see {@link SimulatedDisk#setCapacityBytes}.
 */
public interface DiskFaults {
    /** Nothing ever goes wrong. */
    DiskFaults NONE = new DiskFaults() {};

    /**
     * Asked before a read.
     *
     * @param name of the file
     * @param offset of the first byte wanted
     * @param bytes how many are wanted
     * @return what goes wrong
     */
    default ReadFault onRead(String name, long offset, int bytes) {
        return ReadFault.NONE;
    }

    /**
     * Asked before a write.
     *
     * @param name of the file
     * @param offset of the first byte
     * @param bytes how many are written
     * @return what goes wrong
     */
    default WriteFault onWrite(String name, long offset, int bytes) {
        return WriteFault.NONE;
    }

    /**
     * Asked before a file or a directory is forced.
     *
     * @param operation {@link DiskOperation#FORCE} or {@link DiskOperation#FORCE_DIRECTORY}
     * @param name of the file or directory
     * @return what goes wrong
     */
    default ForceFault onForce(DiskOperation operation, String name) {
        return ForceFault.NONE;
    }

    /**
     * Asked before every other operation.
     *
     * @param operation the operation
     * @param name what it is applied to
     * @return whether it fails, without effect
     */
    default boolean fails(DiskOperation operation, String name) {
        return false;
    }
}
