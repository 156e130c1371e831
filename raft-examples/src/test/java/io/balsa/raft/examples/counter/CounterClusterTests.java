package io.balsa.raft.examples.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.cluster.TestCluster;
import io.balsa.raft.testkit.junit.RaftCluster;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

@RaftCluster(stateMachine = CounterExample.class)
class CounterClusterTests {
    @Test
    void countsOnAfterTheLeadersDeath(TestCluster cluster) {
        assertEquals(5, add(cluster, 5));
        NodeId leader = cluster.awaitLeader();
        cluster.kill(leader);
        assertEquals(12, add(cluster, 7)); // through another leader, which has forgotten nothing
        cluster.restart(leader);
        cluster.assertSameState();
    }

    private static int add(TestCluster cluster, int number) {
        return new BigInteger(cluster.propose(BigInteger.valueOf(number).toByteArray())).intValue();
    }
}
