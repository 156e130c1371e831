package io.balsa.raft.examples.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.balsa.raft.OutcomeUnknownException;
import io.balsa.raft.examples.kv.KvCommand.Announce;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ForwardingTests {
    private ServerUnderTest leader;
    private ServerUnderTest follower;

    @BeforeEach
    void start() throws IOException {
        leader = new ServerUnderTest("n1");
        leader.node.lead();
        follower = new ServerUnderTest("n2");
        follower.node.follow("n1");
    }

    @AfterEach
    void stop() {
        follower.close();
        leader.close();
    }

    private void followerKnowsLeaderAt(String address) {
        follower.node.applyReplicated(new Announce("n1", address));
    }

    @Test
    void followerPassesRequestsToTheLeaderAndItsAnswersBack() throws Exception {
        followerKnowsLeaderAt(leader.http.address());
        Reply put = follower.put("/kv/a%2Fb", "one");
        assertEquals(200, put.status(), put.text());
        Reply get = follower.get("/kv/a%2Fb");
        assertEquals("one", get.text());
        assertEquals(put.header("ETag"), get.header("ETag"));
        assertEquals("test/n1", get.header("X-Raft-Node"), "says who answered");
        assertEquals(put.header("X-Raft-Index"), leader.get("/kv/a%2Fb").header("X-Raft-Index"));
        assertEquals("3", follower.send("HEAD", "/kv/a%2Fb", new byte[0]).header("Content-Length"));
        assertEquals(412, follower.put("/kv/a%2Fb", "two", "If-None-Match", "*").status());
        assertEquals(412, follower.delete("/kv/a%2Fb", "If-Match", "999").status());
        assertEquals(
                200,
                follower.delete("/kv/a%2Fb", "If-Match", put.header("ETag")).status());
        assertEquals(404, follower.get("/kv/a%2Fb").status());
    }

    @Test
    void leaderAnnouncesItsAddressInTheReplicatedState() throws Exception {
        // Its first entry, written without anybody asking; the put comes after it.
        Reply put = leader.put("/kv/a", "x");
        for (int i = 0; leader.stateMachine.httpAddress("n1").isEmpty() && i < 1000; i++) {
            put = leader.put("/kv/a", "x");
        }
        assertEquals(200, put.status());
        assertEquals(
                leader.http.address(), leader.stateMachine.httpAddress("n1").orElse("(none)"));
    }

    @Test
    void leaderWithUnknownAddressIs503() throws Exception {
        Reply put = follower.put("/kv/a", "x");
        assertEquals(503, put.status());
        assertTrue(put.text().contains("NO_LEADER"), put.text());
    }

    @Test
    void forwardedRequestIsNotForwardedAgain() throws Exception {
        followerKnowsLeaderAt(leader.http.address());
        Reply put = follower.put("/kv/a", "x", "X-Raft-Forwarded-To", "test/n2");
        assertEquals(503, put.status());
        assertTrue(put.text().contains("NO_LEADER"), put.text());
        assertEquals("1", put.header("Retry-After"));
        assertEquals(404, leader.get("/kv/a").status());
    }

    @Test
    void requestMeantForAnotherServerIsNotTaken() throws Exception {
        Reply put = leader.put("/kv/a", "x", "X-Raft-Forwarded-To", "other/n1");
        assertEquals(503, put.status());
        assertEquals(404, leader.get("/kv/a").status());
    }

    @Test
    void refusedConnectionMeansNotTaken() throws Exception {
        followerKnowsLeaderAt("127.0.0.1:" + closedPort());
        Reply put = follower.put("/kv/a", "x");
        assertEquals(503, put.status());
        assertTrue(put.text().contains("NO_LEADER"), put.text());
    }

    @Test
    void connectionThatBreaksAfterSendingMeansUnknownForWritesAndNothingForReads() throws Exception {
        CompletableFuture<Void> breaker;
        try (ServerSocket breaking = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            followerKnowsLeaderAt("127.0.0.1:" + breaking.getLocalPort());
            breaker = CompletableFuture.runAsync(() -> breakAll(breaking), task -> new Thread(task, "breaker").start());
            Reply put = follower.put("/kv/a", "x");
            assertEquals(504, put.status());
            assertTrue(put.text().contains("OUTCOME_UNKNOWN"), put.text());
            assertEquals(503, follower.get("/kv/a").status());
        }
        breaker.join();
    }

    @Test
    void answerOfAStrangerAtTheLeadersOldPortIsNotPassedOn() throws Exception {
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, 5);
                exchange.getResponseBody().write("hello".getBytes(UTF_8));
            }
        });
        stranger.start();
        try {
            followerKnowsLeaderAt("127.0.0.1:" + stranger.getAddress().getPort());
            assertEquals(503, follower.get("/kv/a").status());
            assertEquals(503, follower.put("/kv/a", "x").status());
        } finally {
            stranger.stop(0);
        }
    }

    @Test
    void unknownOutcomeAtTheLeaderIsPassedBack() throws Exception {
        followerKnowsLeaderAt(leader.http.address());
        leader.node.failWith(id -> new OutcomeUnknownException(id, "deposed"));
        assertEquals(504, follower.put("/kv/a", "x").status());
    }

    private static void breakAll(ServerSocket server) {
        try {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    // Reads a little of the request, then hangs up.
                    socket.getInputStream().read();
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
