package io.balsa.raft.testkit.explorer;

import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.testkit.invariants.LogEntry;
import io.balsa.raft.testkit.invariants.LogImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All servers' states, messages, entries and ledgers met so far, each once and under a number: millions of states of a cluster are made of a few thousands of
 * them. For each its hash is kept under every renaming of the servers that counts.
 */
final class Catalog {
    private final Servers servers;
    private final List<int[]> renamings;
    private final List<LogEntry> entries = new ArrayList<>();
    private final Map<LogEntry, Integer> entryNumbers = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final Map<Long, Message> messagesByHash = new HashMap<>();
    private final List<NodeState> states = new ArrayList<>();
    private final Map<Long, NodeState> statesByHash = new HashMap<>();
    private final List<Ledger> ledgers = new ArrayList<>();
    private final Map<Object, Ledger> ledgersByKey = new HashMap<>();

    Catalog(Servers servers, List<int[]> renamings) {
        this.servers = servers;
        this.renamings = renamings;
    }

    Servers servers() {
        return servers;
    }

    List<int[]> renamings() {
        return renamings;
    }

    int[] numbers(LogImage log) {
        List<LogEntry> all = log.entries();
        int[] numbers = new int[all.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(all.get(i));
        }
        return numbers;
    }

    private int number(LogEntry entry) {
        return entryNumbers.computeIfAbsent(entry, e -> {
            entries.add(e);
            return entries.size() - 1;
        });
    }

    LogEntry entry(int number) {
        return entries.get(number);
    }

    long hashOfEntry(int number) {
        return number < 0 ? -1 : hash(entries.get(number));
    }

    static long hash(LogEntry entry) {
        return Hash.add(Hash.add(Hash.of(entry.content()), entry.index()), entry.term());
    }

    Message message(int from, int to, RaftMessage content) {
        return messagesByHash.computeIfAbsent(Message.hash(Message.hash(content), from, to), hash -> {
            Message message = new Message(messages.size(), from, to, content, renamings);
            messages.add(message);
            return message;
        });
    }

    Message message(int number) {
        return messages.get(number);
    }

    /** The one state that stands for this and all its equals. */
    NodeState unique(NodeState state) {
        long hash = state.hash(renamings.get(0), servers);
        NodeState known = statesByHash.putIfAbsent(hash, state);
        if (known != null) {
            return known;
        }
        state.number = states.size();
        state.hashes = new long[renamings.size()];
        state.hashes[0] = hash;
        for (int i = 1; i < state.hashes.length; i++) {
            state.hashes[i] = state.hash(renamings.get(i), servers);
        }
        states.add(state);
        return state;
    }

    NodeState state(int number) {
        return states.get(number);
    }

    int states() {
        return states.size();
    }

    Ledger unique(Ledger ledger) {
        return ledgersByKey.computeIfAbsent(ledger.key(), key -> {
            ledger.number = ledgers.size();
            ledger.hashes = renamings.stream()
                    .mapToLong(names -> ledger.hash(names, this))
                    .toArray();
            ledgers.add(ledger);
            return ledger;
        });
    }

    Ledger ledger(int number) {
        return ledgers.get(number);
    }
}
