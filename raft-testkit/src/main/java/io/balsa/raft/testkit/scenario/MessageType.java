package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of messages, their fields by name, and those that are part of the format but not of the library yet. */
final class MessageType {
    private static final Map<String, Class<? extends RaftMessage>> TYPES = Stream.of(
                    PreVoteRequest.class,
                    PreVoteResponse.class,
                    VoteRequest.class,
                    VoteResponse.class,
                    AppendRequest.class,
                    AppendResponse.class)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    /** Nothing sends these yet: a scenario may expect that none is in flight. */
    private static final Set<String> LATER =
            Set.of("SnapshotRequest", "SnapshotResponse", "TimeoutNow", "ReadIndexRequest", "ReadIndexResponse");

    private MessageType() {}

    static boolean isKnown(String name) {
        return TYPES.containsKey(name) || LATER.contains(name);
    }

    static String nameOf(RaftMessage message) {
        return message.getClass().getSimpleName();
    }

    static Class<? extends RaftMessage> type(String name) {
        return TYPES.get(name);
    }

    static List<String> fields(String type) {
        return Arrays.stream(TYPES.get(type).getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** Whether a type has a field; what a type of a later version has is not known. */
    static boolean hasField(String type, String field) {
        return !TYPES.containsKey(type) || fields(type).contains(field);
    }

    /** The value of a field: a number, {@code true}, {@code false}, or the count of entries. */
    static String value(RaftMessage message, String field) {
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            if (component.getName().equals(field)) {
                Object value = read(message, component);
                return value instanceof Entries entries ? Integer.toString(entries.count()) : value.toString();
            }
        }
        return "no such field";
    }

    private static Object read(RaftMessage message, RecordComponent component) {
        try {
            return component.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("field " + component.getName() + " of " + message, e);
        }
    }
}
