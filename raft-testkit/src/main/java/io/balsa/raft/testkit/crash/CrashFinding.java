package io.balsa.raft.testkit.crash;

/**
 * A crash after which the storage did not do what it should.
 *
 * @param script name of the script
 * @param operation how many operations of the disk came before the power cut
 * @param last the last of them
 * @param survivors what survived of what was not forced, as numbers of pending operations
 * @param problem what was found, and what was expected
 */
public record CrashFinding(String script, int operation, String last, String survivors, String problem) {
    /** {@return what to give to {@code --replay} to see it again} */
    public String replay() {
        return script + " " + operation + " " + survivors;
    }

    @Override
    public String toString() {
        return script + ", power cut behind operation " + operation + " (" + last + "), survivors " + survivors + ": "
                + problem + "\n    repeat: bin/crash-explorer --replay '" + replay() + "'";
    }
}
