package io.balsa.raft.examples.kv.demo;

import io.balsa.raft.examples.kv.client.Reply;
import io.balsa.raft.examples.kv.client.Request;
import io.balsa.raft.examples.kv.demo.DemoOptions.Victim;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts three servers, puts them under load, kills one again and again, then all three at once, and reads everything back. Fails
 * if anything acknowledged is missing, if any read was stale, and also if it could not find out.
 */
public final class Demo {
    private static final Duration OUTAGE_LIMIT = Duration.ofSeconds(60);
    private static final Duration READ_BACK_LIMIT = Duration.ofSeconds(30);

    private final DemoOptions options;
    private final PrintWriter out;
    private final Random random;
    private final long beganNanos = System.nanoTime();
    private final DemoLedger ledger = new DemoLedger();
    private final Outages outages = new Outages();
    private int kills;
    private int keysReadBack;
    private long firstTerm;
    private long lastTerm;
    private Duration load = Duration.ZERO;

    private Demo(DemoOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
        this.random = new Random(options.seed());
    }

    /**
     * Runs the demonstration.
     *
     * @param options what to do
     * @param out where to tell how it goes
     * @return whether nothing was lost and nothing was stale, and that was verified
     * @throws IOException if the temporary directory cannot be made
     * @throws InterruptedException if the thread is interrupted; all processes have ended then
     */
    public static boolean run(DemoOptions options, PrintWriter out) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("balsa-demo-");
        out.printf("Three servers, %d clients, seed %d, data in %s%n", options.clients(), options.seed(), directory);
        DemoReport report = new Demo(options, out).runIn(directory);
        out.printf("%n%s", report.text());
        if (report.passed() && !options.keep()) {
            TemporaryData.delete(directory);
        } else {
            out.printf("Data and server logs are kept in %s%n", directory);
        }
        out.flush();
        return report.passed();
    }

    private DemoReport runIn(Path directory) throws InterruptedException {
        Optional<String> failure = Optional.empty();
        try (DemoCluster cluster = DemoCluster.prepare(directory, "demo-" + Long.toHexString(options.seed()))) {
            Thread onInterrupt = new Thread(() -> cleanUp(cluster, directory), "demo-stop");
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            try {
                start(cluster);
                loadAndKill(cluster);
                restartAndReadBack(cluster);
                cluster.checkNoneDied();
            } finally {
                cluster.killAll();
                Runtime.getRuntime().removeShutdownHook(onInterrupt);
            }
        } catch (DemoFailure | IOException e) {
            failure = Optional.of(e instanceof DemoFailure ? e.getMessage() : e.toString());
        }
        return new DemoReport(
                ledger.counts(),
                ledger.violations(),
                keysReadBack,
                ledger.keys().size(),
                kills,
                Math.max(0, lastTerm - firstTerm),
                outages.ofLeaders(),
                outages.ofFollowers(),
                load,
                failure);
    }

    /** Ctrl-C: nothing is proven, so nothing is worth keeping. */
    private void cleanUp(DemoCluster cluster, Path directory) {
        try {
            cluster.killAll();
            if (!options.keep()) {
                TemporaryData.delete(directory);
            }
        } catch (IOException | InterruptedException e) {
            out.printf("cannot clean up %s: %s%n", directory, e);
        }
    }

    private void start(DemoCluster cluster) throws IOException, InterruptedException, DemoFailure {
        cluster.startAll();
        sayWhatRuns(cluster);
        ServerStatus leader = cluster.awaitLeader();
        firstTerm = leader.term();
        for (ServerProcess server : cluster.servers()) {
            cluster.awaitCaughtUp(server);
        }
        say("%s leads in term %d; all three are ready", leader.id(), leader.term());
    }

    private void sayWhatRuns(DemoCluster cluster) {
        for (ServerProcess server : cluster.servers()) {
            say("%s is process %d, Raft at %s, HTTP at %s", server.id(), server.pid(), server.raft(), server.http());
        }
    }

    private void loadAndKill(DemoCluster cluster) throws IOException, InterruptedException, DemoFailure {
        long loadBeganNanos = System.nanoTime();
        List<DemoClient> clients = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.clients(); i++) {
            DemoClient client = new DemoClient(i, options.clients(), options.seed(), cluster.client(), ledger, outages);
            Thread thread = new Thread(client, "demo-client-" + i);
            thread.setDaemon(true);
            clients.add(client);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        say("load begins: each client waits for an answer before it sends the next request");
        try {
            for (int round = 1; round <= options.rounds(); round++) {
                killAndRestart(cluster, round);
            }
            cluster.checkNoneDied();
            say(
                    "SIGKILL all three at once; %,d writes acknowledged so far",
                    ledger.counts().acknowledged());
            cluster.killAll();
            kills += cluster.servers().size();
        } finally {
            clients.forEach(DemoClient::stop);
            for (Thread thread : threads) {
                thread.join(DemoClient.REQUEST_TIMEOUT.toMillis() * 2);
            }
            load = Duration.ofNanos(System.nanoTime() - loadBeganNanos);
        }
        if (threads.stream().anyMatch(Thread::isAlive)) {
            throw new DemoFailure("a client did not get an answer in twice its timeout");
        }
        say(
                "load ends after %.1f s: %,d writes acknowledged",
                load.toMillis() / 1000.0, ledger.counts().acknowledged());
    }

    private void killAndRestart(DemoCluster cluster, int round) throws IOException, InterruptedException, DemoFailure {
        boolean anyone = options.victim() == Victim.RANDOM;
        sleepSeconds(options.seconds() / 2 * (anyone ? 0.2 + 1.6 * random.nextDouble() : 1));
        cluster.checkNoneDied();
        ServerStatus before = cluster.awaitLeader();
        ServerProcess victim =
                anyone ? cluster.servers().get(random.nextInt(cluster.servers().size())) : cluster.server(before.id());
        boolean leads = victim.id().equals(before.id());
        say(
                "round %d: SIGKILL %s, pid %d, %s; %,d writes acknowledged so far",
                round,
                victim.id(),
                victim.pid(),
                leads ? "the leader of term " + before.term() : "a follower",
                ledger.counts().acknowledged());
        victim.kill();
        CompletableFuture<Duration> outage = outages.killed(System.nanoTime(), leads);
        kills++;
        victim.awaitGone();
        Duration refused = await(outage);
        ServerStatus after = cluster.awaitLeader();
        say(
                "writes are acknowledged again after %,d ms: %s leads in term %d",
                refused.toMillis(), after.id(), after.term());
        if (anyone) {
            sleepSeconds(random.nextDouble());
        }
        victim.start();
        ServerStatus back = cluster.awaitCaughtUp(victim);
        say("%s is back, pid %d, and has caught up: applied index %,d", victim.id(), victim.pid(), back.appliedIndex());
        sleepSeconds(anyone ? 0 : options.seconds() / 2);
    }

    private static Duration await(CompletableFuture<Duration> outage) throws InterruptedException, DemoFailure {
        try {
            return outage.get(OUTAGE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DemoFailure("no write was acknowledged for " + OUTAGE_LIMIT.toSeconds() + " s after a kill");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void restartAndReadBack(DemoCluster cluster) throws IOException, InterruptedException, DemoFailure {
        cluster.startAll();
        sayWhatRuns(cluster);
        ServerStatus leader = cluster.awaitLeader();
        for (ServerProcess server : cluster.servers()) {
            cluster.awaitCaughtUp(server);
        }
        say("all three are back and ready; %s leads in term %d", leader.id(), leader.term());
        for (String key : ledger.keys()) {
            readBack(cluster, key);
        }
        lastTerm = cluster.highestTerm();
        say("read back %,d keys", keysReadBack);
    }

    private void readBack(DemoCluster cluster, String key) throws InterruptedException, DemoFailure {
        Reply reply = cluster.client().send(Request.get(key), READ_BACK_LIMIT);
        if (reply.outcome() != Reply.Outcome.ANSWERED) {
            throw new DemoFailure("cannot read back " + key + ": " + reply.problem());
        }
        DemoClient.judge(ledger, key, reply, sequence -> ledger.readBack(key, sequence));
        keysReadBack++;
    }

    private void say(String format, Object... values) {
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, String.format(Locale.ROOT, format, values));
        out.flush();
    }

    private static void sleepSeconds(double seconds) throws InterruptedException {
        Thread.sleep(Math.round(seconds * 1000));
    }
}
