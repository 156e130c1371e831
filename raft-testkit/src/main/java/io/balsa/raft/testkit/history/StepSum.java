package io.balsa.raft.testkit.history;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A sum that grows at certain times; all amounts are added before anything is asked. */
final class StepSum {
    private final TreeMap<Long, Long> amounts = new TreeMap<>();
    private final NavigableMap<Long, Long> sums = new TreeMap<>();

    void add(long nanos, long amount) {
        amounts.merge(nanos, amount, Long::sum);
        sums.clear();
    }

    long before(long nanos) {
        return at(sums().lowerEntry(nanos));
    }

    long upTo(long nanos) {
        return at(sums().floorEntry(nanos));
    }

    private static long at(Map.Entry<Long, Long> entry) {
        return entry == null ? 0 : entry.getValue();
    }

    private NavigableMap<Long, Long> sums() {
        if (sums.isEmpty()) {
            long sum = 0;
            for (Map.Entry<Long, Long> entry : amounts.entrySet()) {
                sum += entry.getValue();
                sums.put(entry.getKey(), sum);
            }
        }
        return sums;
    }
}
