package io.balsa.raft.testkit.invariants;

/** What must never be, was seen. */
public final class InvariantBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    /**
     * A broken invariant.
     *
     * @param invariant its number and what it says
     * @param seen what was seen instead
     */
    public InvariantBroken(String invariant, String seen) {
        super(invariant + ": " + seen);
        this.invariant = invariant;
    }

    /** {@return the number of the invariant and what it says} */
    public String invariant() {
        return invariant;
    }

    // The annotation that this warning asks for is in a library, which a product should not need for it.
    @SuppressWarnings("AnnotateFormatMethod")
    static void check(boolean holds, String invariant, String seen, Object... arguments) {
        if (!holds) {
            throw new InvariantBroken(invariant, String.format(seen, arguments));
        }
    }
}
