package io.balsa.raft.node;

import static io.balsa.raft.node.EntriesForTests.commands;
import static io.balsa.raft.node.EntriesForTests.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.RaftConfig;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatchUpAgentTests {
    private static final NodeId SELF = NodeId.of("n1");
    private static final NodeId PEER = NodeId.of("n2");

    private final TestStorage storage = new TestStorage();
    private final TestHub hub = new TestHub();
    private CatchUpAgent agent;

    @BeforeEach
    void open() throws StorageException {
        LogStorage log = storage.open("test", SELF);
        storage.append(commands(1, 4, 1));
        Shared shared = Shared.of(SELF, RaftConfig.defaults(), new ManualClock(), Optional.of(Runnable::run));
        agent = new CatchUpAgent(shared, log, hub.transport(SELF));
        hub.record();
    }

    @Test
    void readsAndSendsWhatWasAskedFor() {
        agent.add(PEER, request(stored(2, 4, 1)));
        agent.doWork();

        AppendRequest sent = (AppendRequest) hub.sent().get(0).message();
        assertEquals(List.of("2@1", "3@1", "4@1"), ids((EncodedEntries) sent.entries()));
        assertEquals(7, sent.requestNumber());
    }

    // RATIS-2154, openraft#1795: what is sent must be what the request means, whatever happened to the log since.
    @Test
    void sendsNothingWhenTheLogWasCutAndRewrittenMeanwhile() {
        agent.add(PEER, request(stored(2, 4, 1)));
        storage.truncateFrom(3);
        storage.append(commands(3, 5, 2));
        agent.doWork();

        assertEquals(List.of(), hub.sent());
        assertFalse(agent.isServing(PEER));
    }

    @Test
    void sendsNothingWhenTheEntriesAreGone() {
        agent.add(PEER, request(stored(2, 4, 1)));
        storage.truncateFrom(3);
        agent.doWork();

        assertEquals(List.of(), hub.sent());
        assertFalse(agent.isServing(PEER));
    }

    @Test
    void keepsTheOrderOfRequestsToAPeer() {
        agent.add(PEER, request(stored(2, 3, 1)));
        assertTrue(agent.isServing(PEER));
        assertFalse(agent.isServing(NodeId.of("n3")));
        agent.add(PEER, request(commands(4, 4, 1)));
        agent.doWork();

        assertEquals(
                List.of(3L, 4L),
                hub.sent().stream()
                        .map(s -> ((AppendRequest) s.message()).lastIndex())
                        .toList());
        assertFalse(agent.isServing(PEER));
    }

    @Test
    void dropsWhatIsTooMuch() {
        for (int i = 0; i < CatchUpAgent.MAX_WAITING; i++) {
            assertTrue(agent.add(PEER, request(stored(2, 3, 1))));
        }
        assertFalse(agent.add(PEER, request(stored(2, 3, 1))));
        while (agent.doWork() > 0) {
            // until all are served
        }

        assertEquals(CatchUpAgent.MAX_WAITING, hub.sent().size());
        assertTrue(agent.add(PEER, request(stored(2, 3, 1))));
    }

    private static StoredEntries stored(long from, long to, long term) {
        return StoredEntries.of(from, to, 1000, index -> term);
    }

    private static AppendRequest request(Entries entries) {
        return new AppendRequest(1, entries.firstIndex() - 1, 1, 0, 7, entries);
    }
}
