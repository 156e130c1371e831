package io.balsa.raft.testkit.scenario;

/**
 * A line of a scenario file.
 *
 * @param file the file, as it was named to the runner
 * @param number from 1
 * @param text the line without its comment
 */
record SourceLine(String file, int number, String text) {
    /** {@return {@code file:line}} */
    String location() {
        return file + ":" + number;
    }
}
