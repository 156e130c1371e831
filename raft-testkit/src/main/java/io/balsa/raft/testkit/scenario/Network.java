package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The messages in flight, in the order in which they were sent, and the links that lose or hold them. */
final class Network {
    private final List<Flight> inFlight = new ArrayList<>();
    private final List<Flight> sent = new ArrayList<>();
    private final Set<Direction> cut = new HashSet<>();
    private final Set<Hold> holds = new HashSet<>();

    /** {@code type} is empty if all messages of the direction are held. */
    private record Hold(Direction direction, String type) {}

    /** Takes a message; loses it if the link is cut. */
    void send(NodeId from, NodeId to, RaftMessage message) {
        Flight flight = new Flight(from, to, message);
        sent.add(flight);
        if (!cut.contains(new Direction(from, to))) {
            inFlight.add(flight);
        }
    }

    /** Puts a message into flight that no server sent. */
    void inject(NodeId from, NodeId to, RaftMessage message) {
        inFlight.add(new Flight(from, to, message));
    }

    List<Flight> inFlight() {
        return List.copyOf(inFlight);
    }

    List<Flight> matching(MessagePattern pattern) {
        return inFlight.stream().filter(pattern::matches).toList();
    }

    /** How many messages were sent since the start, lost ones included. */
    long sentCount(MessagePattern pattern) {
        return sent.stream().filter(pattern::matches).count();
    }

    boolean remove(Flight flight) {
        return inFlight.remove(flight);
    }

    void cut(Collection<Direction> links) {
        cut.addAll(links);
    }

    void heal(Collection<Direction> links) {
        cut.removeAll(links);
    }

    void healAll() {
        cut.clear();
    }

    void hold(Collection<Direction> links, String type) {
        links.forEach(link -> holds.add(new Hold(link, type)));
    }

    /** Ends what {@link #hold} began; without a type it ends all holds of the links. */
    void release(Collection<Direction> links, String type) {
        holds.removeIf(hold -> links.contains(hold.direction) && (type.isEmpty() || hold.type.equals(type)));
    }

    boolean isHeld(Flight flight) {
        Direction direction = new Direction(flight.from(), flight.to());
        return holds.contains(new Hold(direction, ""))
                || holds.contains(new Hold(direction, MessageType.nameOf(flight.message())));
    }
}
