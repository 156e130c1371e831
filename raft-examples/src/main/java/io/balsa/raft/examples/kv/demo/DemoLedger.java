package io.balsa.raft.examples.kv.demo;

import io.balsa.raft.examples.kv.demo.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers what the clients were told, and finds what contradicts it. Knows nothing of servers or networks. Each client reports when a request
 * begins and when it ends; what counts is the order of these reports, so a read is judged only by what was acknowledged before it
 * began. Safe for any number of threads.
 */
final class DemoLedger {
    private final SortedMap<String, KeyHistory> keys = new TreeMap<>();
    private final Map<String, Integer> generations = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private long acknowledgedWrites;
    private long notTakenWrites;
    private long unknownWrites;
    private long failedConditions;
    private long answeredReads;

    /**
     * A read that has begun.
     *
     * @param key what is read
     * @param floor the oldest value that it may return
     */
    record Read(String key, long floor) {}

    /** How the counters stand. */
    record Counts(long acknowledged, long notTaken, long unknown, long failedConditions, long reads) {}

    /** {@return the key that a client may write for one of its slots; another one once a write to it had an unknown outcome} */
    synchronized String currentKey(String slot) {
        return slot + "/" + generation(slot);
    }

    /** {@return the key before the current one of a slot, or the current one if it is the first} */
    synchronized String previousKey(String slot) {
        return slot + "/" + Math.max(0, generation(slot) - 1);
    }

    private int generation(String slot) {
        return generations.getOrDefault(slot, 0);
    }

    /** A write begins: {@return the sequence number to write, higher than all before} */
    synchronized long beginWrite(String key) {
        return history(key).begin();
    }

    synchronized void acknowledged(String key, long sequence, long version) {
        acknowledgedWrites++;
        history(key).acknowledge(sequence, version);
    }

    /** The store has promised that the write was not taken: from now on its value must not show, and must not have shown. */
    synchronized void notTaken(String key, long sequence) {
        notTakenWrites++;
        mustNotShow(key, sequence);
    }

    /** A write whose condition cannot hold, so it must not show either, whatever the store said. */
    synchronized void conditionFails(String key, long sequence) {
        failedConditions++;
        mustNotShow(key, sequence);
    }

    private void mustNotShow(String key, long sequence) {
        KeyHistory history = history(key);
        history.notTaken(sequence);
        if (history.seen() == sequence) {
            report(Kind.IMPOSSIBLE_VALUE, key, "write " + sequence + " was refused, but a read had returned it");
        }
    }

    /**
     * The write may have taken effect, or may still do so at any later time: even after one that follows it, which would then look lost and
     * not be. So the key gets no more writes; its slot goes on with another.
     */
    synchronized void unknown(String slot) {
        unknownWrites++;
        generations.merge(slot, 1, Integer::sum);
    }

    /** {@return the version of the key's last acknowledged write, 0 if there is none} */
    synchronized long version(String key) {
        return history(key).version();
    }

    synchronized void wrongCondition(String key, String detail) {
        report(Kind.WRONG_CONDITION, key, detail);
    }

    synchronized void unreadable(String key, String value) {
        report(Kind.IMPOSSIBLE_VALUE, key, "value '" + value + "' was written by none of us");
    }

    synchronized Read beginRead(String key) {
        return new Read(key, history(key).floor());
    }

    /** A read was answered, with 0 if the key did not exist. */
    synchronized void endRead(Read read, long sequence) {
        answeredReads++;
        KeyHistory history = history(read.key());
        if (sequence < read.floor()) {
            report(
                    Kind.STALE_READ,
                    read.key(),
                    "read " + sequence + ", but " + read.floor() + " was acknowledged or read before the read began");
        }
        judgePossible(read.key(), history, sequence);
        history.see(sequence);
    }

    /** What a key holds in the end, 0 if it does not exist. Nothing is written any more. */
    synchronized void readBack(String key, long sequence) {
        KeyHistory history = history(key);
        if (sequence < history.acknowledged()) {
            report(Kind.LOST_WRITE, key, "holds " + sequence + ", but " + history.acknowledged() + " was acknowledged");
        } else if (sequence < history.seen()) {
            report(Kind.STALE_READ, key, "holds " + sequence + ", but " + history.seen() + " was read before");
        }
        judgePossible(key, history, sequence);
    }

    private void judgePossible(String key, KeyHistory history, long sequence) {
        if (sequence > history.attempted()) {
            report(
                    Kind.IMPOSSIBLE_VALUE,
                    key,
                    "holds " + sequence + ", but no more than " + history.attempted() + " was written");
        } else if (history.wasNotTaken(sequence)) {
            report(Kind.IMPOSSIBLE_VALUE, key, "holds " + sequence + ", but that write was refused as not taken");
        }
    }

    private void report(Kind kind, String key, String detail) {
        violations.add(new Violation(kind, key, detail));
    }

    private KeyHistory history(String key) {
        return keys.computeIfAbsent(key, name -> new KeyHistory());
    }

    /** {@return all keys that were ever written or read, sorted} */
    synchronized List<String> keys() {
        return List.copyOf(keys.keySet());
    }

    synchronized Counts counts() {
        return new Counts(acknowledgedWrites, notTakenWrites, unknownWrites, failedConditions, answeredReads);
    }

    synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    synchronized long count(Kind kind) {
        return violations.stream().filter(violation -> violation.kind() == kind).count();
    }
}
