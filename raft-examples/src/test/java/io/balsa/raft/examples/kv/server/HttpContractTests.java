package io.balsa.raft.examples.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.NodeClosedException;
import io.balsa.raft.NodeFailedException;
import io.balsa.raft.NodeHealth;
import io.balsa.raft.OutcomeUnknownException;
import io.balsa.raft.OverloadedException;
import io.balsa.raft.ProposalLostException;
import io.balsa.raft.RaftException;
import io.balsa.raft.examples.kv.KeyPath;
import io.balsa.raft.examples.kv.json.JsonReader;
import io.balsa.raft.spi.NodeId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpContractTests {
    private ServerUnderTest server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerUnderTest("n1");
        server.node.lead();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatWasPutIsGotWithTheSameTag() throws Exception {
        Reply put = server.put("/kv/a", "one");
        assertEquals(200, put.status());
        assertEquals("\"" + put.header("X-Raft-Index") + "\"", put.header("ETag"));

        Reply get = server.get("/kv/a");
        assertEquals(200, get.status());
        assertEquals("one", get.text());
        assertEquals(put.header("ETag"), get.header("ETag"));
        assertTrue(Long.parseLong(get.header("X-Raft-Index")) >= Long.parseLong(put.header("X-Raft-Index")));
    }

    @Test
    void emptyValueIsAValue() throws Exception {
        assertEquals(200, server.put("/kv/a", "").status());
        Reply get = server.get("/kv/a");
        assertEquals(200, get.status());
        assertEquals("", get.text());
    }

    @Test
    void unknownKeyIs404() throws Exception {
        assertError(server.get("/kv/none"), 404, "NOT_FOUND");
        assertError(server.delete("/kv/none"), 404, "NOT_FOUND");
    }

    @Test
    void deletedKeyIsGone() throws Exception {
        server.put("/kv/a", "one");
        Reply delete = server.delete("/kv/a");
        assertEquals(200, delete.status());
        assertEquals("(none)", delete.header("ETag"));
        assertError(server.get("/kv/a"), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "a+b", "ключ", "😀", "..", ".", "%", "a?b#c", "\u0000", "\"", "/", "a\nb"})
    void keysOfAnyTextMakeTheRoundTrip(String key) throws Exception {
        assertEquals(200, server.put(KeyPath.encode(key), key).status());
        assertEquals(key, server.get(KeyPath.encode(key)).text());
        assertEquals(1L, JsonReader.readObject(server.get("/status").text()).get("keys"), "one key, not several");
    }

    @Test
    void plusIsAPlusAndNotASpace() throws Exception {
        server.put("/kv/a+b", "plus");
        assertEquals("plus", server.get("/kv/a%2Bb").text());
        assertEquals(404, server.get("/kv/a%20b").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kv/", "/kv", "/kv/%FF", "/kv/a%C3", "/kv/a?b"})
    void keysThatAreNoneAre400(String path) throws Exception {
        assertError(server.put(path, "x"), 400, "BAD_REQUEST");
    }

    @Test
    void tooLongKeyIs400() throws Exception {
        assertEquals(200, server.put("/kv/" + "k".repeat(4096), "x").status());
        assertError(server.put("/kv/" + "k".repeat(4097), "x"), 400, "BAD_REQUEST");
    }

    @Test
    void valueOfExactlyTheLimitIsTakenAndOneByteMoreIs413() throws Exception {
        assertEquals(
                200,
                server.put("/kv/a", "x".repeat(ServerUnderTest.MAX_VALUE_BYTES)).status());
        assertError(server.put("/kv/b", "x".repeat(ServerUnderTest.MAX_VALUE_BYTES + 1)), 413, "VALUE_TOO_LARGE");
        assertEquals(404, server.get("/kv/b").status());
    }

    @Test
    void tooLongValueOfUnannouncedLengthIs413() throws Exception {
        byte[] value = new byte[3_000_000];
        HttpRequest chunked = HttpRequest.newBuilder(URI.create("http://" + server.http.address() + "/kv/a"))
                .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(value)))
                .timeout(Duration.ofSeconds(30))
                .build();
        Reply reply = Reply.of(HttpClient.newHttpClient().send(chunked, BodyHandlers.ofByteArray()));
        assertError(reply, 413, "VALUE_TOO_LARGE");
    }

    @Test
    void writeWithTheVersionSeenSucceedsOnceOnly() throws Exception {
        String seen = server.put("/kv/a", "one").header("ETag");
        Reply second = server.put("/kv/a", "two", "If-Match", seen);
        assertEquals(200, second.status());

        Reply third = server.put("/kv/a", "three", "If-Match", seen);
        assertError(third, 412, "PRECONDITION_FAILED");
        assertEquals(second.header("ETag"), third.header("ETag"), "tells the version that is there");
        assertEquals("two", server.get("/kv/a").text());
    }

    @Test
    void ifMatchTakesQuotedUnquotedListsAndStar() throws Exception {
        assertError(server.put("/kv/a", "x", "If-Match", "*"), 412, "PRECONDITION_FAILED");
        String version = server.put("/kv/a", "x").header("ETag").replace("\"", "");
        assertEquals(
                200, server.put("/kv/a", "x", "If-Match", "999, " + version).status());
        String next = server.get("/kv/a").header("ETag");
        assertEquals(
                200, server.put("/kv/a", "x", "If-Match", "\"998\" ,  " + next).status());
        assertEquals(200, server.put("/kv/a", "x", "If-Match", "*").status());
        assertError(server.delete("/kv/a", "If-Match", "998"), 412, "PRECONDITION_FAILED");
        assertEquals(200, server.delete("/kv/a", "If-Match", "*").status());
        assertError(server.delete("/kv/a", "If-Match", "*"), 412, "PRECONDITION_FAILED");
    }

    @Test
    void ifNoneMatchStarCreatesOnly() throws Exception {
        assertEquals(200, server.put("/kv/a", "one", "If-None-Match", "*").status());
        assertError(server.put("/kv/a", "two", "If-None-Match", "*"), 412, "PRECONDITION_FAILED");
        assertEquals("one", server.get("/kv/a").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "\"1", "1\"", "1,,2", "-1", "W/\"1\"", "*, 1", "99999999999999999999"})
    void malformedTagIs400(String tag) throws Exception {
        assertError(server.put("/kv/a", "x", "If-Match", tag), 400, "BAD_REQUEST");
    }

    @Test
    void bothConditionsAtOnceAre400() throws Exception {
        assertError(server.put("/kv/a", "x", "If-Match", "1", "If-None-Match", "*"), 400, "BAD_REQUEST");
    }

    @Test
    void conditionalReadsAre304And412() throws Exception {
        String tag = server.put("/kv/a", "one").header("ETag");
        Reply unchanged = server.get("/kv/a", "If-None-Match", tag);
        assertEquals(304, unchanged.status());
        assertEquals(tag, unchanged.header("ETag"));
        assertEquals(200, server.get("/kv/a", "If-None-Match", "999").status());
        assertEquals(200, server.get("/kv/a", "If-Match", tag).status());
        assertError(server.get("/kv/a", "If-Match", "999"), 412, "PRECONDITION_FAILED");
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        server.put("/kv/a", "four");
        Reply head = server.send("HEAD", "/kv/a", new byte[0]);
        assertEquals(200, head.status());
        assertEquals("4", head.header("Content-Length"));
        assertEquals(server.get("/kv/a").header("ETag"), head.header("ETag"));
        assertArrayEquals(new byte[0], head.bytes());
        assertEquals(404, server.send("HEAD", "/kv/none", new byte[0]).status());
        assertEquals(200, server.send("HEAD", "/status", new byte[0]).status());
    }

    @Test
    void otherMethodsAre405WithTheAllowedOnes() throws Exception {
        Reply post = server.send("POST", "/kv/a", "x".getBytes(UTF_8));
        assertError(post, 405, "METHOD_NOT_ALLOWED");
        assertEquals("GET, HEAD, PUT, DELETE", post.header("Allow"));
        Reply put = server.put("/status", "x");
        assertError(put, 405, "METHOD_NOT_ALLOWED");
        assertEquals("GET, HEAD", put.header("Allow"));
    }

    @Test
    void otherPathsAre404() throws Exception {
        assertError(server.get("/"), 404, "NOT_FOUND");
        assertError(server.get("/kvx"), 404, "NOT_FOUND");
    }

    @Test
    void withoutLeaderIs503() throws Exception {
        server.node.knowNoLeader();
        assertError(server.put("/kv/a", "x"), 503, "NO_LEADER");
        Reply get = server.get("/kv/a");
        assertError(get, 503, "NO_LEADER");
        assertEquals("1", get.header("Retry-After"));
    }

    @Test
    void certainlyNotTakenIs503() throws Exception {
        assertWriteFails(id -> new OverloadedException(id, "full"), 503, "OVERLOADED");
        assertWriteFails(id -> new ProposalLostException(id, "overwritten"), 503, "NO_LEADER");
        assertWriteFails(id -> new NodeClosedException(id, "closing"), 503, "UNAVAILABLE");
        assertWriteFails(id -> new NodeFailedException(id, "disk"), 503, "UNAVAILABLE");
    }

    @Test
    void unknownOutcomeOfAWriteIs504AndOfAReadIs503() throws Exception {
        assertWriteFails(id -> new OutcomeUnknownException(id, "deposed"), 504, "OUTCOME_UNKNOWN");
        assertError(server.get("/kv/a"), 503, "NO_LEADER");
    }

    @Test
    void silenceOfTheClusterIs504ForWritesAnd503ForReads() throws Exception {
        try (ServerUnderTest hasty = new ServerUnderTest("n1", Duration.ofMillis(50))) {
            hasty.node.lead().fallSilent();
            assertError(hasty.put("/kv/a", "x"), 504, "OUTCOME_UNKNOWN");
            assertError(hasty.delete("/kv/a"), 504, "OUTCOME_UNKNOWN");
            assertError(hasty.get("/kv/a"), 503, "NO_LEADER");
        }
    }

    @Test
    void statusTellsWhatTheNodeKnows() throws Exception {
        Map<String, Object> status = JsonReader.readObject(server.get("/status").text());
        assertEquals("n1", status.get("id"));
        assertEquals("LEADER", status.get("role"));
        assertEquals("n1", status.get("leader"));
        assertEquals(true, status.get("ready"));
        assertEquals(ProcessHandle.current().pid(), status.get("pid"));
    }

    @Test
    void healthFollowsTheNode() throws Exception {
        assertEquals(200, server.get("/health/live").status());
        assertEquals(200, server.get("/health/ready").status());
        server.node.health(new NodeHealth(true, false, List.of("no leader")));
        assertEquals(200, server.get("/health/live").status());
        assertError(server.get("/health/ready"), 503, "UNHEALTHY");
        server.node.health(new NodeHealth(false, false, List.of("disk failed")));
        assertError(server.get("/health/live"), 503, "UNHEALTHY");
    }

    private void assertWriteFails(Function<NodeId, RaftException> how, int status, String code) throws Exception {
        server.node.failWith(how);
        assertError(server.put("/kv/a", "x"), status, code);
    }

    private static void assertError(Reply reply, int status, String code) {
        assertEquals(status, reply.status(), reply.text());
        Map<String, Object> body = JsonReader.readObject(reply.text());
        assertEquals(code, body.get("code"));
        assertTrue(!body.get("message").toString().isBlank(), "says why");
        assertEquals("application/json", reply.header("Content-Type"));
        assertTrue(reply.header("X-Raft-Index").matches("[0-9]+"), "every answer has an index");
        assertEquals(status == 503 ? "1" : "(none)", reply.header("Retry-After"));
    }
}
