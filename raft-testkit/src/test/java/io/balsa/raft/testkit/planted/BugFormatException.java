package io.balsa.raft.testkit.planted;

/** A planted bug cannot be read, or fits the product no longer: the file has to be changed along with the product. */
final class BugFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BugFormatException(String message) {
        super(message);
    }
}
