package io.balsa.raft.core;

import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who answered a campaign, and how. The first answer of a server counts, a repetition does not (bugs-of-others E20). */
final class Votes {
    private final TreeMap<NodeId, Boolean> answers = new TreeMap<>();

    Votes copy() {
        Votes copy = new Votes();
        copy.answers.putAll(answers);
        return copy;
    }

    void add(NodeId voter, boolean granted) {
        answers.putIfAbsent(voter, granted);
    }

    boolean won(Membership membership) {
        return Quorum.reached(membership, id -> answers.getOrDefault(id, false));
    }

    /** {@return who granted, for a person} */
    String granted() {
        return answers.entrySet().stream()
                .filter(answer -> answer.getValue())
                .map(answer -> answer.getKey().value())
                .collect(Collectors.joining(","));
    }

    void hash(Fingerprint fingerprint) {
        fingerprint.addUnordered(
                answers.entrySet(), (part, answer) -> part.add(answer.getKey()).add(answer.getValue()));
    }
}
