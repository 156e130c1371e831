package io.balsa.raft.examples.kv.demo;

import io.balsa.raft.examples.kv.client.KvClient;
import io.balsa.raft.examples.kv.client.Reply;
import io.balsa.raft.examples.kv.client.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/**
 * One client: sends a request, waits for the answer, sends the next. Writes keys of its own, puts and conditional writes mixed. Half of
 * its reads are of the key that it wrote last, right after the write and at a server chosen at random, where a stale read would show
 * most easily; the others are of everybody's keys. When a server does not take a write, goes to the next one.
 */
final class DemoClient implements Runnable {
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final int KEYS = 10;
    private static final int READ_PERCENT = 40;
    private static final int CONDITIONAL_PERCENT = 20;
    private static final int MUST_FAIL_PERCENT = 5;
    private static final long PAUSE_MILLIS = 20;

    private final int number;
    private final int clients;
    private final Random random;
    private final KvClient client;
    private final DemoLedger ledger;
    private final Outages outages;
    private int endpoint;
    private String lastWritten;
    private volatile boolean stopping;

    DemoClient(int number, int clients, long seed, KvClient client, DemoLedger ledger, Outages outages) {
        this.number = number;
        this.clients = clients;
        this.random = new Random(seed + number);
        this.client = client;
        this.ledger = ledger;
        this.outages = outages;
        this.lastWritten = slot(number, 0);
        this.endpoint = number % client.endpoints().size();
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                if (random.nextInt(100) < READ_PERCENT) {
                    read(random.nextBoolean() ? lastWritten : slot(random.nextInt(clients), random.nextInt(KEYS)));
                } else {
                    write(slot(number, random.nextInt(KEYS)));
                }
            }
        } catch (InterruptedException e) {
            // Whoever interrupts us does not wait for the request under way, and its outcome stays unknown.
            Thread.currentThread().interrupt();
        }
    }

    private static String slot(int client, int key) {
        return "client-" + client + "/key-" + key;
    }

    private static byte[] value(String key, long sequence) {
        return (key + "=" + sequence).getBytes(StandardCharsets.UTF_8);
    }

    private void write(String slot) throws InterruptedException {
        lastWritten = slot;
        String key = ledger.currentKey(slot);
        long version = ledger.version(key);
        int dice = random.nextInt(100);
        if (version > 1 && dice < MUST_FAIL_PERCENT) {
            writeThatMustFail(key, version);
        } else {
            writeThatMustSucceed(slot, key, version, dice < MUST_FAIL_PERCENT + CONDITIONAL_PERCENT);
        }
    }

    private void writeThatMustSucceed(String slot, String key, long version, boolean conditional)
            throws InterruptedException {
        long sequence = ledger.beginWrite(key);
        Request put = Request.put(key, value(key, sequence));
        if (conditional) {
            put = version > 0 ? put.ifVersion(version) : put.ifAbsent();
        }
        long beganNanos = System.nanoTime();
        Reply reply = send(put);
        switch (reply.outcome()) {
            case ANSWERED -> {
                if (reply.isSuccess()) {
                    ledger.acknowledged(key, sequence, reply.version());
                    outages.acknowledged(beganNanos, System.nanoTime());
                } else {
                    ledger.conditionFails(key, sequence);
                    ledger.wrongCondition(key, "write " + sequence + ", version " + version + ": " + reply.problem());
                }
            }
            case NOT_TAKEN -> ledger.notTaken(key, sequence);
            case UNKNOWN -> ledger.unknown(slot);
        }
    }

    /** Names a version that the key does not have and never will have again, so whatever the outcome, it must not show. */
    private void writeThatMustFail(String key, long version) throws InterruptedException {
        long sequence = ledger.beginWrite(key);
        Reply reply = send(Request.put(key, value(key, sequence)).ifVersion(version - 1));
        ledger.conditionFails(key, sequence);
        if (reply.isSuccess()) {
            ledger.wrongCondition(key, "write " + sequence + " took effect at a version that is not there");
        }
    }

    private void read(String slot) throws InterruptedException {
        String key = random.nextInt(4) == 0 ? ledger.previousKey(slot) : ledger.currentKey(slot);
        DemoLedger.Read read = ledger.beginRead(key);
        Reply reply = send(Request.get(key), random.nextInt(client.endpoints().size()));
        if (reply.outcome() == Reply.Outcome.ANSWERED) {
            judge(ledger, key, reply, sequence -> ledger.endRead(read, sequence));
        }
    }

    /** What is done with the sequence number that a key holds. */
    interface SequenceJudge {
        void judge(long sequence);
    }

    /** Takes the sequence number out of the answer to a read. */
    static void judge(DemoLedger ledger, String key, Reply reply, SequenceJudge judge) {
        String text = reply.text();
        if (reply.status() == 404) {
            judge.judge(0);
        } else if (reply.isSuccess()
                && text.startsWith(key + "=")
                && text.substring(key.length() + 1).matches("[0-9]{1,18}")) {
            judge.judge(Long.parseLong(text.substring(key.length() + 1)));
        } else {
            ledger.unreadable(key, reply.isSuccess() ? text : reply.problem());
        }
    }

    private Reply send(Request request) throws InterruptedException {
        Reply reply = send(request, endpoint);
        if (reply.outcome() != Reply.Outcome.ANSWERED) {
            endpoint = (endpoint + 1) % client.endpoints().size();
        }
        return reply;
    }

    private Reply send(Request request, int toEndpoint) throws InterruptedException {
        Reply reply = client.sendOnce(client.endpoints().get(toEndpoint), request, REQUEST_TIMEOUT);
        if (reply.outcome() != Reply.Outcome.ANSWERED) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return reply;
    }
}
