package io.balsa.raft.testkit.crash;

import java.util.List;
import java.util.Locale;

/**
 * What an exploration came to.
 *
 * @param images how many different images were opened
 * @param equalImages how many more were not, since they equalled one that had been
 * @param scripts how many scripts were played
 * @param findings what went wrong
 * @param nanos how long it took
 */
public record CrashReport(long images, long equalImages, int scripts, List<CrashFinding> findings, long nanos) {
    /** {@return the result in a line} */
    public String summary() {
        return String.format(
                Locale.ROOT, "%d images, %d findings in %.1f s", images, findings.size(), nanos / 1_000_000_000.0);
    }
}
