package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.testkit.invariants.LogEntry;
import io.balsa.raft.testkit.invariants.WordEntries;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message written down in a scenario: {@code TYPE field=value …}. A field that is not named is 0 or false. */
record MessageText(String type, Map<String, Long> numbers, List<Long> entryTerms) {
    static MessageText parse(Words words) {
        String type = MessagePattern.optionalType(words);
        if (type.isEmpty() || MessageType.type(type) == null) {
            throw words.error("expected a message type");
        }
        Map<String, Long> numbers = new LinkedHashMap<>();
        List<Long> terms = new ArrayList<>();
        while (words.hasNext()) {
            Condition field = words.nextCondition();
            if (!field.operator().equals("=") || !MessageType.hasField(type, field.key())) {
                throw words.error("'" + field + "': " + type + " has the fields " + MessageType.fields(type));
            }
            if (field.key().equals("entries")) {
                for (String term : field.value().split(",", -1)) {
                    terms.add(words.number("term", term));
                }
            } else {
                numbers.put(field.key(), number(field.value(), words));
            }
        }
        return new MessageText(type, Map.copyOf(numbers), List.copyOf(terms));
    }

    private static long number(String value, Words words) {
        return switch (value) {
            case "true" -> 1;
            case "false" -> 0;
            default -> words.number("field", value);
        };
    }

    /** The message, its entries taken from the logs of the cluster where index and term are found there. */
    RaftMessage message(ScenarioCluster cluster) {
        Class<? extends RaftMessage> record = MessageType.type(type);
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            long number = numbers.getOrDefault(components[i].getName(), 0L);
            if (types[i] == long.class) {
                values[i] = number;
            } else if (types[i] == boolean.class) {
                values[i] = number != 0;
            } else {
                values[i] = entries(cluster);
            }
        }
        try {
            return record.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new ScenarioFailure("a message " + this, "it cannot be made: " + e, e);
        }
    }

    private WordEntries entries(ScenarioCluster cluster) {
        if (!type.equals(AppendRequest.class.getSimpleName())) {
            throw new IllegalStateException("entries of " + type);
        }
        long first = numbers.getOrDefault("prevIndex", 0L) + 1;
        List<LogEntry> entries = new ArrayList<>();
        for (long term : entryTerms) {
            entries.add(cluster.entryLike(first + entries.size(), term));
        }
        return new WordEntries(first, entries);
    }
}
