package io.balsa.raft.testkit.simulation;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows the one true history of the state machine and holds every answer against it. I14: an answer reflects all that was committed anywhere before it was asked
 * for. I17: what failed for sure takes no effect, and what was acknowledged has taken it, once.
 */
final class ReadChecks {
    private static final String READ = "I14, a read reflects all that was committed before it was asked for";
    private static final String ONCE = "I17, a command takes effect once at most";
    private static final String NEVER = "I17, a command that failed for sure never takes effect";
    private static final String ACKNOWLEDGED = "I17, an acknowledged command has taken effect after it was proposed";

    private record Effect(long operation, long index) {}

    private final CommittedEntries committed;
    private final boolean isOn;
    private final Map<Integer, List<Effect>> effects = new HashMap<>();
    private final Map<Long, Long> indexes = new HashMap<>();
    private final Set<Long> failed = new HashSet<>();
    private long lastIndex;

    ReadChecks(CommittedEntries committed, boolean isOn) {
        this.isOn = isOn;
        this.committed = committed;
    }

    /** {@return what an answer to a request made now must reflect} */
    long floor() {
        return committed.lastCommandIndex();
    }

    /** A server applied a command; whether it was the right one has been checked. */
    void applied(CommittedEntry entry) {
        if (entry.index() <= lastIndex) {
            return;
        }
        lastIndex = entry.index();
        ByteBuffer in = entry.command().duplicate();
        long operation = in.getLong();
        Long before = indexes.put(operation, entry.index());
        if (before != null) {
            throw new InvariantBroken(
                    ONCE, "operation " + operation + " takes effect at " + before + " and at " + entry.index());
        }
        if (failed.contains(operation)) {
            throw new InvariantBroken(NEVER, "operation " + operation + " takes effect at " + entry.index());
        }
        effects.computeIfAbsent(in.getInt(), key -> new ArrayList<>()).add(new Effect(operation, entry.index()));
    }

    void failedForSure(long operation) {
        failed.add(operation);
        if (indexes.containsKey(operation)) {
            throw new InvariantBroken(
                    NEVER, "operation " + operation + " failed, but took effect at " + indexes.get(operation));
        }
    }

    void acknowledged(long operation, long floor, Answer answer) {
        Long index = indexes.get(operation);
        if (!isOn) {
            return;
        }
        if (index == null || index != answer.index() || index <= floor || answer.lastOperation() != operation) {
            throw new InvariantBroken(
                    ACKNOWLEDGED,
                    "operation " + operation + ", proposed when " + floor + " was committed, is answered with " + answer
                            + "; it took effect at " + index);
        }
    }

    void read(int key, long floor, Answer answer) {
        if (!isOn) {
            return;
        }
        List<Effect> known = effects.getOrDefault(key, List.of());
        int length = (int) answer.length();
        boolean right = answer.index() >= floor && length <= known.size();
        if (right && length > 0) {
            Effect last = known.get(length - 1);
            right = last.operation() == answer.lastOperation() && last.index() <= answer.index();
        }
        if (right && length < known.size()) {
            right = known.get(length).index() > answer.index();
        }
        if (!right) {
            throw new InvariantBroken(
                    READ,
                    "key " + key + ", asked for when " + floor + " was committed, is answered with " + answer
                            + "; known: " + known.subList(Math.max(0, known.size() - 5), known.size()));
        }
    }
}
