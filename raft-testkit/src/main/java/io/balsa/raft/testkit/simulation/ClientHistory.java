package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.history.CoverageBar;
import io.balsa.raft.testkit.history.History;
import io.balsa.raft.testkit.history.JsonLines;
import io.balsa.raft.testkit.history.ListAnswer;
import io.balsa.raft.testkit.history.ListCall;
import io.balsa.raft.testkit.history.RegisterAnswer;
import io.balsa.raft.testkit.history.RegisterCall;
import java.io.IOException;
import java.util.List;

/**
 * All that the clients of a run did. Times are virtual.
 *
 * @param lists what they did with lists
 * @param registers what they did with registers; empty in many worlds
 */
public record ClientHistory(
        History<ListCall, ListAnswer> lists, History<RegisterCall<Long>, RegisterAnswer<Long>> registers) {
    /** {@return how many calls there were} */
    public int calls() {
        return lists.operations().size() + registers.operations().size();
    }

    /** {@return why it would mean little that nothing is wrong with it; empty if enough happened at each list} */
    public List<String> whatIsMissing() {
        return CoverageBar.DEFAULT.judge(lists).findings();
    }

    /**
     * Writes it for other programs, as {@link JsonLines} does: the calls of lists, then those of registers.
     *
     * @param out where to
     * @throws IOException if it cannot be written there
     */
    public void write(Appendable out) throws IOException {
        JsonLines.write(lists, out);
        JsonLines.write(registers, out);
    }
}
