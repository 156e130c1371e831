package io.balsa.raft.testkit.disk;

/**
 * Decides what a power cut leaves of what was not forced.
 *
 * <p>Operations on one name depend on each other: where one is lost, so are the later ones of that name, so that a rename loses neither
 * its file's old name nor its new one, whatever is decided for it. Nothing else is in any order.
 */
@FunctionalInterface
public interface Survivors {
    /** Nothing of the operation reaches the medium. */
    int LOST = 0;

    /** All of it does. */
    int WHOLE = Integer.MAX_VALUE;

    /**
     * What of an operation reaches the medium.
     *
     * @param operation what is pending
     * @return {@link #LOST}; {@link #WHOLE}; or, of a sector, how many of its first bytes
     */
    int bytesOf(PendingOperation operation);

    /** {@return whether files keep the lengths they had, where their bytes are lost: those are then zeros, or anything} */
    default boolean lengthsSurvive() {
        return false;
    }
}
