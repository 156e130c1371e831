package io.balsa.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.TransportListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class RaftConfigTests {
    @Test
    void defaultsAreValid() {
        assertEquals(Duration.ofSeconds(1), RaftConfig.defaults().electionTimeout());
    }

    @Test
    void everyProblemIsListedWithValueAndRange() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> RaftConfig.builder()
                        .electionTimeout(Duration.ofMillis(150))
                        .heartbeatInterval(Duration.ofMillis(100))
                        .maxBatchBytes(10)
                        .maxInflightRequests(0)
                        .build());
        assertTrue(e.getMessage().contains("electionTimeout 150 ms: expected at least 3 times"), e.getMessage());
        assertTrue(e.getMessage().contains("maxBatchBytes 10: expected 1024"), e.getMessage());
        assertTrue(e.getMessage().contains("maxInflightRequests 0: expected 1"), e.getMessage());
    }

    @Test
    void limitsMustFitTogether() {
        assertThrows(
                IllegalArgumentException.class,
                () -> RaftConfig.builder().maxPendingBytes(1024).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> RaftConfig.builder().maxInflightBytes(1024).build());
    }

    @Test
    void builderListsAllThatIsMissing() throws IOException {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> RaftNode.builder().bootstrap("n1=a:1").start());
        for (String part :
                new String[] {"id: not set", "storage: not set", "transport: not set", "stateMachine: not set"}) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
        IllegalArgumentException stranger = assertThrows(
                IllegalArgumentException.class,
                () -> RaftNode.builder().id("n7").bootstrap("n1=a:1").start());
        assertTrue(stranger.getMessage().contains("lacks this server, id n7"), stranger.getMessage());
    }

    @Test
    void entriesThatTheTransportCouldNeverSendAreRefusedAtTheStart() {
        RaftNodeBuilder builder =
                RaftNode.builder().id("n1").bootstrap("n1=a:1").transport(new SmallTransport());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, builder::start);
        assertTrue(e.getMessage().contains("maxCommandBytes 4194304: expected at most 9964"), e.getMessage());
        assertTrue(e.getMessage().contains("maxBatchBytes 1048576: expected at most 10000"), e.getMessage());
    }

    private static final class SmallTransport implements Transport {
        @Override
        public void start(LocalIdentity local, TransportListener listener) {}

        @Override
        public void peers(Collection<Member> peers) {}

        @Override
        public void send(NodeId to, RaftMessage message) {}

        @Override
        public void flush() {}

        @Override
        public long maxEntriesBytes() {
            return 10_000;
        }

        @Override
        public void close() {}
    }
}
