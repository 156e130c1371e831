package io.balsa.raft.testkit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.TransportListener;
import io.balsa.raft.spi.VoteResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryNetworkTests {
    private static final NodeId N1 = NodeId.of("n1");
    private static final NodeId N2 = NodeId.of("n2");
    private static final NodeId N3 = NodeId.of("n3");
    private static final RaftMessage HELLO = new VoteResponse(1, true);

    private final MemoryNetwork network = new MemoryNetwork();
    private final List<String> heard = new ArrayList<>();

    @Test
    void aMessageArrivesUnderItsSendersName() throws IOException {
        Transport one = start(N1, "c");
        start(N2, "c");
        one.send(N2, HELLO);
        one.flush();
        assertEquals(List.of("n2 from n1"), heard);
    }

    @Test
    void whoeverIsNotThereHearsNothing() throws IOException {
        Transport one = start(N1, "c");
        one.send(N2, HELLO);
        Transport two = start(N2, "c");
        two.close();
        heard.clear();
        one.send(N2, HELLO);
        assertEquals(List.of(), heard);
    }

    @Test
    void serversOfDifferentClustersDoNotHearOneAnother() throws IOException {
        Transport one = start(N1, "c");
        start(N2, "d");
        one.send(N2, HELLO);
        assertEquals(List.of(), heard);
    }

    @Test
    void onlyPeersAreWrittenTo() throws IOException {
        Transport one = start(N1, "c");
        start(N3, "c");
        one.peers(List.of(new Member(N2, "n2")));
        one.send(N3, HELLO);
        assertEquals(List.of(), heard);
    }

    @Test
    void aCutIsSilentAndOneWayIfAsked() throws IOException {
        Transport one = start(N1, "c");
        Transport two = start(N2, "c");
        network.cutOneWay(N1, N2);
        one.send(N2, HELLO);
        two.send(N1, HELLO);
        assertEquals(List.of("n1 from n2"), heard);
        network.heal(N1, N2);
        one.send(N2, HELLO);
        assertEquals(List.of("n1 from n2", "n2 from n1"), heard);
    }

    @Test
    void anIsolatedServerIsCutFromAllUntilHealed() throws IOException {
        Transport one = start(N1, "c");
        Transport two = start(N2, "c");
        start(N3, "c");
        network.isolate(N1);
        one.send(N2, HELLO);
        one.send(N3, HELLO);
        two.send(N1, HELLO);
        two.send(N3, HELLO);
        assertEquals(List.of("n3 from n2"), heard);
        network.heal();
        one.send(N3, HELLO);
        assertEquals(List.of("n3 from n2", "n3 from n1"), heard);
    }

    @Test
    void aShareOfMessagesIsLostTheSameWayForEqualSeeds() throws IOException {
        Transport one = start(N1, "c");
        start(N2, "c");
        network.lose(0.5, 7);
        int first = arrivals(one);
        network.lose(0.5, 7);
        assertEquals(first, arrivals(one));
        assertTrue(first > 20 && first < 80, "arrived " + first);
        network.lose(1, 1);
        assertEquals(0, arrivals(one));
        assertThrows(IllegalArgumentException.class, () -> network.lose(1.5, 1));
    }

    private int arrivals(Transport from) {
        heard.clear();
        for (int i = 0; i < 100; i++) {
            from.send(N2, HELLO);
        }
        return heard.size();
    }

    @Test
    void aServerThatClosesIsNoticedByTheOthers() throws IOException {
        Transport one = start(N1, "c");
        start(N2, "c");
        one.close();
        one.close();
        assertEquals(List.of("n2 lost n1"), heard);
    }

    @Test
    void aBrokenConnectionIsNoticedByBothSides() throws IOException {
        Transport one = start(N1, "c");
        start(N2, "c");
        network.disconnect(N1, N2);
        assertEquals(List.of("n1 lost n2", "n2 lost n1"), heard);
        one.send(N2, HELLO);
        assertEquals(3, heard.size());
    }

    @Test
    void aNameCanBeUsedAgainOnlyAfterItsServerClosed() throws IOException {
        Transport one = start(N1, "c");
        assertThrows(IOException.class, () -> start(N1, "c"));
        one.close();
        Transport again = start(N1, "c");
        assertThrows(IllegalStateException.class, () -> again.start(identity(N1, "c"), listener(N1)));
    }

    private Transport start(NodeId id, String clusterId) throws IOException {
        Transport transport = network.transport();
        transport.start(identity(id, clusterId), listener(id));
        transport.peers(List.of(new Member(N1, "n1"), new Member(N2, "n2"), new Member(N3, "n3")));
        return transport;
    }

    private static LocalIdentity identity(NodeId id, String clusterId) {
        return new LocalIdentity(clusterId, new Member(id, id.value()), 1);
    }

    private TransportListener listener(NodeId id) {
        return new TransportListener() {
            @Override
            public void received(NodeId from, RaftMessage message) {
                heard.add(id + " from " + from);
            }

            @Override
            public void connectionLost(NodeId peer) {
                heard.add(id + " lost " + peer);
            }
        };
    }
}
