package io.balsa.raft.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.NodeSettings;
import io.balsa.raft.RaftConfig;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class HangingPartsTests {
    /** "Every future completes, exactly once, within a bounded time": not if the user's executor throws something else than a refusal. */
    @Test
    void futuresCompleteThoughTheExecutorThrows() throws Exception {
        int[] calls = {0};
        Executor executor = task -> {
            if (++calls[0] == 2) {
                // what a cached or per-task thread pool throws at its limit
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        };
        NodeId id = NodeId.of("n1");
        ManualClock clock = new ManualClock();
        StepRunner runner = new StepRunner();
        LocalNode node = LocalNode.start(
                new NodeSettings(
                        "test",
                        id,
                        Membership.ofVoters(List.of(Member.parse("n1=test:1"))),
                        new TestStorage(),
                        new TestHub().transport(id),
                        new ListMachine(),
                        RaftConfig.builder().build(),
                        Optional.of(executor)),
                new NodeEnvironment(clock, bound -> 0, new SplittableRandom(1).nextLong(), runner));
        for (int i = 0; i < 3000; i++) {
            clock.advance(Duration.ofMillis(1));
            while (runner.step() > 0) {}
        }
        List<CompletableFuture<byte[]>> futures = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            futures.add(node.propose(ListMachine.bytes("c" + i)));
        }
        for (int i = 0; i < 3000; i++) {
            clock.advance(Duration.ofMillis(1));
            while (runner.step() > 0) {}
        }
        node.close();
        Await.until("all futures are done", () -> futures.stream().allMatch(CompletableFuture::isDone));
        List<Boolean> done = futures.stream().map(CompletableFuture::isDone).toList();
        assertTrue(done.stream().allMatch(d -> d), "done: " + done);
    }

    @Test
    void stateMachineThatHangsIsSeenInTheHealth() {
        SteppedCluster cluster = SteppedCluster.of(3);
        SteppedCluster.Server leader = cluster.leader();
        leader.runner.freeze("apply");
        CompletableFuture<byte[]> write = leader.node.propose(ListMachine.bytes("a"));
        cluster.run(Duration.ofSeconds(10));
        assertTrue(!leader.node.status().health().ready(), leader.node.status().toString());
        assertTrue(
                leader.node.status().health().reasons().toString().contains("state machine"),
                leader.node.status().toString());
        assertTrue(!write.isDone());
    }

    /** It steps down, another takes over, and what it had taken ends as unknown. */
    @Test
    void futuresCompleteThoughTheDiskOfTheLeaderIsStuck() {
        SteppedCluster cluster = SteppedCluster.of(3);
        SteppedCluster.Server leader = cluster.leader();
        leader.runner.freeze("storage");
        CompletableFuture<byte[]> write = leader.node.propose(ListMachine.bytes("a"));
        cluster.run(Duration.ofMinutes(1));
        assertTrue(write.isDone(), "after a minute: " + leader.node.status());
    }

    @Test
    void callbacksThatDoNotKeepUpHoldProposalsBack() throws Exception {
        List<Runnable> waiting = new ArrayList<>();
        NodeId id = NodeId.of("n1");
        ManualClock clock = new ManualClock();
        StepRunner runner = new StepRunner();
        LocalNode node = LocalNode.start(
                new NodeSettings(
                        "test",
                        id,
                        Membership.ofVoters(List.of(Member.parse("n1=test:1"))),
                        new TestStorage(),
                        new TestHub().transport(id),
                        new ListMachine(),
                        RaftConfig.builder().maxPendingProposals(10).build(),
                        Optional.of(waiting::add)),
                new NodeEnvironment(clock, bound -> 0, 1, runner));
        for (int i = 0; i < 3000; i++) {
            clock.advance(Duration.ofMillis(1));
            while (runner.step() > 0) {}
        }
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            refused += node.propose(ListMachine.bytes("c" + i)).isCompletedExceptionally() ? 1 : 0;
            while (runner.step() > 0) {}
        }
        assertTrue(
                refused > 0,
                "futures that wait for their callback: " + waiting.size() + " with maxPendingProposals 10");
    }
}
