package io.balsa.raft.testkit.scenario;

import java.util.ArrayList;
import java.util.List;

/** All that happened, in words, in order. */
final class Trace {
    private final List<String> events = new ArrayList<>();

    void add(Object subject, String event) {
        events.add(subject + " " + event);
    }

    List<String> events() {
        return List.copyOf(events);
    }

    /** The last events, at most so many. */
    List<String> last(int count) {
        return List.copyOf(events.subList(Math.max(0, events.size() - count), events.size()));
    }
}
