package io.balsa.raft.node;

import static io.balsa.raft.node.FutureFailures.failure;
import static io.balsa.raft.node.ListMachine.bytes;
import static io.balsa.raft.node.ListMachine.text;
import static io.balsa.raft.node.SteppedCluster.commands;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.NodeListener;
import io.balsa.raft.NodeStatus;
import io.balsa.raft.NotLeaderException;
import io.balsa.raft.OverloadedException;
import io.balsa.raft.QueryFailedException;
import io.balsa.raft.Role;
import io.balsa.raft.node.SteppedCluster.Server;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whole servers, one step at a time on manual time. */
@SuppressWarnings("FutureReturnValueIgnored") // the state machine shows what became of it
class SteppedNodeTests {
    private final SteppedCluster cluster = new SteppedCluster(
            3, config -> config.maxPendingBytes(8 << 20).maxPendingProposals(100), id -> new ListMachine());

    @Test
    void acknowledgesACommandOnceItIsAppliedAndEveryServerAppliesIt() {
        Server leader = cluster.leader();

        CompletableFuture<byte[]> first = leader.node.propose(bytes("a"));
        CompletableFuture<byte[]> second = leader.node.propose(bytes("b"));
        cluster.settle();
        cluster.run(Duration.ofMillis(200));

        assertEquals("1", text(first.join()));
        assertEquals("2", text(second.join()));
        for (Server server : cluster.servers.values()) {
            assertEquals(List.of("a", "b"), commands(server));
        }
    }

    @Test
    void readSeesEveryCommandProposedBeforeIt() {
        Server leader = cluster.leader();

        leader.node.propose(bytes("a"));
        CompletableFuture<byte[]> read = leader.node.read(bytes("count"));
        long lastIndex = leader.node.status().lastIndex();
        CompletableFuture<byte[]> another = leader.node.read(bytes("count"));
        cluster.settle();
        cluster.run(Duration.ofMillis(20));

        assertEquals("1", text(read.join()));
        assertEquals("1", text(another.join()));
        assertEquals(lastIndex + 2, leader.node.status().lastIndex(), "reads that arrive together share an entry");
    }

    @Test
    void failingQueryFailsNothingElse() {
        Server leader = cluster.leader();

        CompletableFuture<byte[]> bad = leader.node.read(bytes("fail"));
        CompletableFuture<byte[]> good = leader.node.read(bytes("count"));
        cluster.settle();

        QueryFailedException failure = failure(QueryFailedException.class, bad);
        assertInstanceOf(IllegalArgumentException.class, failure.getCause());
        assertEquals("0", text(good.join()));
    }

    @Test
    void followerSaysWhoLeads() {
        Server leader = cluster.leader();
        Server follower = cluster.follower();
        cluster.run(Duration.ofMillis(200));

        CompletableFuture<byte[]> proposal = follower.node.propose(bytes("a"));
        CompletableFuture<byte[]> read = follower.node.read(bytes("count"));
        cluster.settle();

        assertEquals(
                Optional.of(leader.id),
                failure(NotLeaderException.class, proposal).leader());
        assertEquals(
                Optional.of(leader.id), failure(NotLeaderException.class, read).leader());
    }

    @Test
    void refusesMoreThanItsBounds() {
        Server leader = cluster.leader();
        leader.runner.freeze("apply");
        List<CompletableFuture<byte[]>> taken = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            taken.add(leader.node.propose(bytes("c" + i)));
        }

        failure(OverloadedException.class, leader.node.propose(bytes("too many")));
        leader.runner.thaw();
        cluster.settle();
        taken.forEach(CompletableFuture::join);
        leader.runner.freeze("apply");
        CompletableFuture<byte[]> large = leader.node.propose(new byte[4 << 20]);
        CompletableFuture<byte[]> larger = leader.node.propose(new byte[4 << 20]);
        failure(OverloadedException.class, leader.node.propose(bytes("too many bytes")));
        assertThrows(IllegalArgumentException.class, () -> leader.node.propose(new byte[(4 << 20) + 1]));

        leader.runner.thaw();
        cluster.settle();
        large.join();
        larger.join();
        CompletableFuture<byte[]> again = leader.node.propose(bytes("room again"));
        cluster.settle();
        assertEquals("103", text(again.join()));
    }

    @Test
    void timestampsNeverFallAlongTheLog() {
        Server leader = cluster.leader();
        cluster.propose(leader, "a");
        leader.clock.setWallMillis(5);
        cluster.propose(leader, "b");
        Server old = leader;
        cluster.hub.isolate(old.id);
        for (Server server : cluster.servers.values()) {
            server.clock.setWallMillis(7);
        }
        Server next = cluster.electWithout(old);
        next.clock.setWallMillis(9);
        cluster.propose(next, "c");
        for (Server server : cluster.servers.values()) {
            server.node.close();
        }
        cluster.hub.heal();
        for (Server server : cluster.servers.values()) {
            server.clock.setWallMillis(11);
            cluster.start(server.id);
        }
        cluster.propose(cluster.leader(), "d");
        cluster.leader().clock.setWallMillis(2_000_000_000);
        cluster.propose(cluster.leader(), "e");

        EntryCursor log = cluster.leader().storage.all().cursor();
        long last = 0;
        while (log.next()) {
            assertTrue(log.timestampMillis() >= last, "entry " + log.index());
            last = log.timestampMillis();
        }
        assertTrue(last >= 2_000_000_000, "the wall clock counts again once it is ahead of the log");
        assertTrue(((ListMachine) cluster.leader().stateMachine).timestamps.get(0) >= 1_000_000);
    }

    @Test
    void restartedServersReplayTheLog() {
        Server leader = cluster.leader();
        for (int i = 0; i < 20; i++) {
            cluster.propose(leader, "c" + i);
        }
        for (Server server : cluster.servers.values()) {
            server.node.close();
            assertFalse(server.storage.isOpen());
        }
        for (NodeId id : cluster.servers.keySet()) {
            cluster.start(id);
        }
        Server next = cluster.leader();
        cluster.run(Duration.ofMillis(200));

        for (Server server : cluster.servers.values()) {
            assertEquals(20, commands(server).size());
        }
        CompletableFuture<byte[]> read = next.node.read(bytes("count"));
        cluster.settle();
        assertEquals("20", text(read.join()));
    }

    @Test
    void newLeaderAnswersReadsOnlyWithEverythingAcknowledgedBefore() {
        Server leader = cluster.leader();
        for (int i = 0; i < 5; i++) {
            cluster.propose(leader, "c" + i);
        }
        leader.node.close();
        Server next = cluster.leader();
        CompletableFuture<byte[]> read = next.node.read(bytes("count"));
        cluster.run(Duration.ofMillis(20));

        assertEquals("5", text(read.join()));
    }

    @Test
    void everyRoundOfProposalsBecomesOneRequest() {
        Server leader = cluster.leader();
        cluster.run(Duration.ofMillis(200));
        cluster.hub.record();
        List<CompletableFuture<byte[]>> commands = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            commands.add(leader.node.propose(bytes("c" + i)));
        }
        cluster.settle();

        commands.forEach(CompletableFuture::join);
        long requests = cluster.hub.sent().stream()
                .filter(s ->
                        s.message() instanceof AppendRequest a && !a.entries().isEmpty())
                .count();
        assertEquals(2, requests, "one to each follower");
    }

    @Test
    void listenersHearOfChangesInOrder() {
        List<String> heard = new ArrayList<>();
        Server n1 = cluster.server("n1");
        n1.node.addListener(new NodeListener() {
            @Override
            public void roleChanged(Role role, long term, Optional<NodeId> leader) {
                heard.add(term + " " + role + leader.map(l -> " " + l).orElse(""));
            }
        });
        Server leader = cluster.leader();
        cluster.run(Duration.ofMillis(200));

        String expected = leader == n1 ? " LEADER n1" : " FOLLOWER " + leader.id;
        assertEquals(leader.node.status().term() + expected, heard.get(heard.size() - 1));
        List<String> sorted = new ArrayList<>(heard);
        sorted.sort(Comparator.comparingLong(change -> Long.parseLong(change.substring(0, change.indexOf(' ')))));
        assertEquals(sorted, heard, "terms rise");
    }

    @Test
    void statusShowsPeersOfTheLeaderOnly() {
        Server leader = cluster.leader();
        cluster.propose(leader, "a");
        cluster.run(Duration.ofMillis(300));

        NodeStatus status = leader.node.status();
        assertEquals(2, status.peers().size());
        status.peers().forEach(p -> assertEquals(status.lastIndex(), p.matchIndex()));
        status.peers().forEach(p -> assertTrue(p.sinceContactMillis() <= 150, p.toString()));
        assertTrue(status.health().ready(), status.toString());
        assertEquals(status.commitIndex(), status.appliedIndex());
        assertTrue(cluster.follower().node.status().peers().isEmpty());
        assertTrue(cluster.follower().node.status().health().ready());
    }
}
