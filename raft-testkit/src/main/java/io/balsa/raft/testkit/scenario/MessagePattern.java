package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.RaftMessage;
import java.util.ArrayList;
import java.util.List;

/** Which messages are meant: their way, perhaps their type, perhaps some of their fields. */
record MessagePattern(Direction direction, String type, List<Condition> fields) {
    /** {@code n1->n2 [TYPE] [field=value …]}; leaves what comes after a word that is none of these. */
    static MessagePattern parse(Words words) {
        Direction direction = words.nextDirection();
        String type = optionalType(words);
        List<Condition> fields = new ArrayList<>();
        while (!type.isEmpty() && words.hasNext()) {
            Condition field = words.nextCondition();
            if (!MessageType.hasField(type, field.key())) {
                throw words.error("'" + field.key() + "': " + type + " has the fields " + MessageType.fields(type));
            }
            fields.add(field);
        }
        return new MessagePattern(direction, type, List.copyOf(fields));
    }

    /** The name of a message type, if the next word is one; empty if it looks like something else. */
    static String optionalType(Words words) {
        if (!words.hasNext()) {
            return "";
        }
        String word = words.next("a message type");
        if (MessageType.isKnown(word)) {
            return word;
        }
        if (!word.isEmpty() && Character.isUpperCase(word.charAt(0))) {
            throw words.error("unknown message type '" + word + "'");
        }
        words.back();
        return "";
    }

    boolean matches(Flight flight) {
        return flight.from().equals(direction.from())
                && flight.to().equals(direction.to())
                && matches(flight.message());
    }

    private boolean matches(RaftMessage message) {
        return (type.isEmpty() || type.equals(MessageType.nameOf(message)))
                && fields.stream().allMatch(field -> field.holds(MessageType.value(message, field.key())));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(direction.toString());
        if (!type.isEmpty()) {
            text.append(' ').append(type);
        }
        fields.forEach(field -> text.append(' ').append(field));
        return text.toString();
    }
}
