package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.simulation.report.RunEvent;
import java.util.Locale;

/** Events as lines of text. */
final class TextTrace {
    private TextTrace() {}

    static String line(RunEvent event) {
        return String.format(Locale.ROOT, "%14.6f %-6s %s", event.atNanos() / 1e6, event.who(), event.what());
    }
}
