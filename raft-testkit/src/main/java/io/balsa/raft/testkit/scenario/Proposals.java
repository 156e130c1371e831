package io.balsa.raft.testkit.scenario;

import io.balsa.raft.Role;
import io.balsa.raft.core.ProposeResult;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.invariants.LogEntry;
import io.balsa.raft.testkit.invariants.WordEntries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The proposals of a scenario by their words, and what became of them. */
final class Proposals {
    private final ScenarioCluster cluster;
    private final Map<String, Proposal> proposals = new LinkedHashMap<>();

    /** A proposal; {@code entry} is empty if it was rejected. */
    private record Proposal(ScenarioNode node, int incarnation, Optional<LogEntry> entry) {}

    Proposals(ScenarioCluster cluster) {
        this.cluster = cluster;
    }

    /** Proposes words to a server, as one input. */
    void propose(NodeId id, List<String> words) {
        ScenarioNode node = cluster.node(id);
        if (!node.isRunning()) {
            words.forEach(word -> proposals.put(word, new Proposal(node, 0, Optional.empty())));
            return;
        }
        List<LogEntry> entries = new ArrayList<>();
        for (String word : words) {
            entries.add(LogEntry.of(node.core().lastIndex() + 1 + entries.size(), node.term(), word));
        }
        cluster.input(id, "is proposed " + words, core -> {
            boolean accepted = propose(core, entries);
            for (LogEntry entry : entries) {
                Optional<LogEntry> taken = accepted ? Optional.of(entry) : Optional.empty();
                proposals.put(entry.content(), new Proposal(node, node.incarnation(), taken));
            }
        });
    }

    private static boolean propose(RaftCore core, List<LogEntry> entries) {
        ProposeResult result = core.propose(new WordEntries(entries.get(0).index(), entries));
        if (result == ProposeResult.STALE) {
            throw new ScenarioFailure(
                    "a proposal for the end of the log and the current term to be accepted or rejected",
                    result.toString());
        }
        return result == ProposeResult.ACCEPTED;
    }

    boolean isKnown(String word) {
        return proposals.containsKey(word);
    }

    Optional<LogEntry> entry(String word) {
        return proposals.get(word).entry();
    }

    /**
     * What became of a proposal, as all servers together know it: {@code committed} or {@code lost} once an entry is committed at its index,
     * {@code rejected} if it was never taken. Before that it is {@code pending} while the server that took it still leads the term, and
     * {@code unknown} afterwards, since nobody is left to tell the client.
     */
    String outcome(String word) {
        Proposal proposal = proposals.get(word);
        if (proposal.entry().isEmpty()) {
            return "rejected";
        }
        LogEntry entry = proposal.entry().get();
        Optional<LogEntry> committed = cluster.committed().at(entry.index());
        if (committed.isPresent()) {
            return committed.get().equals(entry) ? "committed" : "lost";
        }
        ScenarioNode node = proposal.node();
        boolean leads = node.isRunning()
                && node.incarnation() == proposal.incarnation()
                && node.role() == Role.LEADER
                && node.term() == entry.term();
        return leads ? "pending" : "unknown";
    }
}
