package io.balsa.raft.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Transport} does. A transport of your own passes if a test class extends this one and says how to make it. Since a transport may lose
 * messages, the tests send until something arrives; what must not arrive is looked for until something that was sent later has.
 */
public abstract class TransportContract {
    private static final String CLUSTER = "contract";
    private static final int LARGE_BYTES = 4 << 20;
    private static final int MANY = 2_000;
    /** No term and no index is ever larger. */
    private static final long LARGEST = 1L << 62;

    private final List<TransportEnd> ends = new ArrayList<>();

    /** For subclasses. */
    protected TransportContract() {}

    /**
     * Makes a transport that was not started.
     *
     * @return the transport; all of one test can reach one another
     */
    protected abstract Transport newTransport();

    /**
     * Chooses an address to listen at.
     *
     * @param number of the server, from 1
     * @return the address; one with port 0 is fine
     */
    protected abstract String listenAt(int number);

    /**
     * Where others reach a transport.
     *
     * @param started the transport
     * @param listensAt the address at which it was told to listen
     * @return the same address, unless overridden
     */
    protected String reachedAt(Transport started, String listensAt) {
        return listensAt;
    }

    /**
     * An address of the same kind at which nobody listens.
     *
     * @return the address
     */
    protected abstract String deadAddress();

    /**
     * Whether messages of one sender arrive in their order while connections last. No rule of {@link Transport}, but one that many keep.
     *
     * @return true unless overridden
     */
    protected boolean keepsOrder() {
        return true;
    }

    /**
     * How long a message may take, connecting included. Generous, for a passing test does not wait that long.
     *
     * @return a minute unless overridden
     */
    protected Duration timeout() {
        return Duration.ofMinutes(1);
    }

    @AfterEach
    void closeAll() {
        ends.forEach(TransportEnd::close);
        assertTrue(ends.stream().noneMatch(TransportEnd::wasToldAfterClose), "a listener was called after close");
    }

    private TransportEnd start(String id, String cluster, String address) throws IOException {
        TransportEnd end = new TransportEnd(id, cluster, address, newTransport(), timeout());
        ends.add(end);
        return end;
    }

    private TransportEnd start(int number) throws IOException {
        return start("n" + number, CLUSTER, listenAt(number));
    }

    private Member member(TransportEnd end) {
        int number = Integer.parseInt(end.id().value().substring(1));
        return new Member(end.id(), reachedAt(end.transport(), listenAt(number)));
    }

    private void introduce(TransportEnd... all) {
        for (TransportEnd end : all) {
            end.transport()
                    .peers(Arrays.stream(all)
                            .filter(other -> other != end)
                            .map(this::member)
                            .toList());
        }
    }

    private TransportEnd[] pair() throws IOException {
        TransportEnd[] pair = {start(1), start(2)};
        introduce(pair);
        return pair;
    }

    private static AppendRequest heartbeat(long number) {
        return new AppendRequest(1, 0, 0, 0, number, EncodedEntries.none(1));
    }

    @Test
    void everyKindOfMessageArrivesAsItWasSent() throws IOException {
        TransportEnd[] pair = pair();
        List<RaftMessage> messages = List.of(
                new PreVoteRequest(7, 1L << 40, 3),
                new PreVoteResponse(LARGEST, 6, true),
                new VoteRequest(8, 0, 0),
                new VoteResponse(9, false),
                new AppendResponse(1, 2, true, 3, 4, 5, 6, 7, 8),
                new AppendResponse(9, 8, false, 7, 6, 5, 4, 3, 2));
        for (RaftMessage message : messages) {
            pair[0].sendUntilReceived(pair[1], message);
            pair[1].sendUntilReceived(pair[0], message);
        }
        pair[0].sendUntilReceived(
                pair[1],
                heartbeat(99),
                got -> got instanceof AppendRequest request
                        && request.requestNumber() == 99
                        && request.prevIndex() == 0
                        && request.entries().isEmpty());
    }

    @Test
    void entriesArriveAsTheyWereSent() throws IOException {
        TransportEnd[] pair = pair();
        EncodedEntries entries =
                EncodedEntries.join(List.of(EntryBytes.commands(11, 3, 5, 10), EntryBytes.commands(16, 4, 2, 0)));
        assertArrives(pair, new AppendRequest(4, 10, 3, 9, 5, entries));
    }

    @Test
    void largeRequestsArrive() throws IOException {
        TransportEnd[] pair = pair();
        long most = Math.min(pair[0].transport().maxEntriesBytes(), LARGE_BYTES);
        assertTrue(most > EntryFormat.HEADER_BYTES, "maxEntriesBytes " + most + ": no entry fits");
        int payload = (int) most - EntryFormat.HEADER_BYTES;
        assertArrives(pair, new AppendRequest(1, 0, 0, 0, 1, EntryBytes.commands(1, 1, 1, payload)));
        pair[1].greet(pair[0]);
    }

    private static void assertArrives(TransportEnd[] pair, AppendRequest sent) {
        pair[0].sendUntilReceived(
                pair[1],
                sent,
                got -> got instanceof AppendRequest request && request.requestNumber() == sent.requestNumber());
        AppendRequest got = (AppendRequest)
                pair[1].received().get(pair[1].received().size() - 1).message();
        EncodedEntries entries = assertInstanceOf(EncodedEntries.class, got.entries());
        assertArrayEquals(EntryBytes.of((EncodedEntries) sent.entries()), EntryBytes.of(entries));
        assertEquals(sent.entries().termRuns(), entries.termRuns());
        assertEquals(
                List.of(sent.term(), sent.prevIndex(), sent.prevTerm(), sent.commit()),
                List.of(got.term(), got.prevIndex(), got.prevTerm(), got.commit()));
    }

    @Test
    void messagesCarryTheirSender() throws IOException {
        TransportEnd[] all = {start(1), start(2), start(3)};
        introduce(all);
        for (TransportEnd from : all) {
            for (TransportEnd to : all) {
                if (from != to) {
                    from.sendUntilReceived(
                            to, new VoteRequest(member(from).id().value().charAt(1), 0, 0));
                }
            }
        }
        for (TransportEnd end : all) {
            for (TransportEnd.Received received : end.received()) {
                assertEquals(
                        received.from().value().charAt(1), received.message().term());
            }
        }
    }

    @Test
    void messagesKeepTheirOrder() throws IOException {
        TransportEnd[] pair = pair();
        pair[0].greet(pair[1]);
        for (int i = 1; i < MANY; i++) {
            pair[0].transport().send(pair[1].id(), new PreVoteRequest(i, i, 0));
        }
        pair[0].sendUntilReceived(pair[1], new PreVoteRequest(MANY, MANY, 0));
        long last = 0;
        for (RaftMessage message : pair[1].receivedFrom(pair[0].id())) {
            if (message instanceof PreVoteRequest request && keepsOrder()) {
                assertTrue(request.term() >= last, "message " + request.term() + " came after message " + last);
                last = request.term();
            }
        }
    }

    @Test
    void severalThreadsMaySend() throws Exception {
        TransportEnd[] pair = pair();
        pair[0].greet(pair[1]);
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int sender = 1; sender <= 4; sender++) {
            long number = sender;
            senders.add(CompletableFuture.runAsync(() -> {
                for (int i = 1; i < MANY; i++) {
                    pair[0].send(pair[1], new PreVoteRequest(number, i, number));
                }
                pair[0].sendUntilReceived(pair[1], new PreVoteRequest(number, MANY, number));
            }));
        }
        for (CompletableFuture<Void> sender : senders) {
            sender.get();
        }
        for (RaftMessage message : pair[1].receivedFrom(pair[0].id())) {
            if (message instanceof PreVoteRequest request) {
                assertEquals(request.term(), request.lastTerm(), "a message that nobody sent");
            }
        }
    }

    @Test
    void whoIsNoPeerIsNotSentTo() throws IOException {
        TransportEnd[] all = {start(1), start(2), start(3)};
        introduce(all);
        all[0].greet(all[1]);
        all[0].greet(all[2]);
        all[0].transport().peers(List.of(member(all[2])));
        int before = all[1].receivedFrom(all[0].id()).size();
        all[0].transport().send(NodeId.of("stranger"), heartbeat(1));
        for (int i = 0; i < 20; i++) {
            all[0].send(all[1], new VoteResponse(12345, true));
            all[0].greet(all[2]);
        }
        assertFalse(
                all[1].receivedFrom(all[0].id())
                        .subList(before, all[1].receivedFrom(all[0].id()).size())
                        .contains(new VoteResponse(12345, true)),
                "sent to a server that is no peer any more");
        introduce(all);
        all[0].greet(all[1]);
    }

    @Test
    void serversOfAnotherClusterAreNotHeard() throws IOException {
        TransportEnd[] all = {start(1), start(2), start("n3", "another", listenAt(3))};
        introduce(all);
        for (int i = 0; i < 20; i++) {
            all[2].send(all[1], heartbeat(i));
            all[0].greet(all[1]);
            all[1].send(all[2], heartbeat(i));
        }
        assertEquals(List.of(), all[1].receivedFrom(all[2].id()));
        assertEquals(List.of(), all[2].received());
    }

    @Test
    void theEndOfAPeerIsTold() throws IOException {
        TransportEnd[] pair = pair();
        pair[0].greet(pair[1]);
        pair[1].greet(pair[0]);
        pair[1].close();
        pair[0].awaitLost(pair[1]);
    }

    @Test
    void aServerThatComesBackIsReachedAgain() throws IOException {
        TransportEnd[] pair = pair();
        pair[0].greet(pair[1]);
        String address = member(pair[1]).address();
        pair[1].close();
        pair[0].send(pair[1], heartbeat(1));
        TransportEnd back = start("n2", CLUSTER, address);
        back.transport().peers(List.of(member(pair[0])));
        pair[0].greet(back);
        back.greet(pair[0]);
    }

    @Test
    void onceClosedItDoesNothingMore() throws IOException {
        TransportEnd[] all = {start(1), start(2), start(3)};
        introduce(all);
        all[0].greet(all[1]);
        all[1].close();
        int told = all[1].received().size();
        for (int i = 0; i < 20; i++) {
            all[0].send(all[1], heartbeat(i));
            all[1].send(all[2], heartbeat(i));
            all[0].greet(all[2]);
        }
        assertEquals(told, all[1].received().size());
        assertEquals(List.of(), all[2].receivedFrom(all[1].id()));
        all[1].close();
    }

    @Test
    void sendingToNobodyDoesNotBlock() throws Exception {
        TransportEnd end = start(1);
        NodeId nobody = NodeId.of("n9");
        end.transport().peers(List.of(new Member(nobody, deadAddress())));
        RaftMessage large = new AppendRequest(1, 0, 0, 0, 1, EntryBytes.commands(1, 1, 1, 1 << 20));
        CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        end.transport().send(nobody, large);
                        end.transport().flush();
                    }
                })
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void anAddressInUseIsRefused() throws IOException {
        TransportEnd first = start(1);
        String address = member(first).address();
        Transport second = newTransport();
        assertThrows(IOException.class, () -> new TransportEnd("n1", CLUSTER, address, second, timeout()));
        second.close();
    }
}
