package io.balsa.raft.testkit.disk;

/**
 * Something that was done and not forced, so that a power cut may lose it: one sector of a write, or a name created, renamed or deleted.
 *
 * @param number from 0, in the order in which the operations were issued
 * @param operation {@link DiskOperation#WRITE}, {@link DiskOperation#CREATE}, {@link DiskOperation#RENAME} or {@link DiskOperation#DELETE}
 * @param name of the file written to; of a name operation, the name that it takes effect on
 * @param offset of the sector in the file; 0 for a name operation
 * @param fills whether it is a sector of zeros where there was nothing before: whether it survives makes no difference to any byte, at most to
 *     the length of the file
 */
public record PendingOperation(int number, DiskOperation operation, String name, long offset, boolean fills) {
    /** {@return whether this is a sector, and not a name} */
    public boolean isWrite() {
        return operation == DiskOperation.WRITE;
    }

    @Override
    public String toString() {
        return number + ":" + operation + " " + name + (isWrite() ? "@" + offset : "");
    }
}
