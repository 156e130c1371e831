package io.balsa.raft.examples.kv.server;

import io.balsa.raft.examples.kv.FakeRaftNode;
import io.balsa.raft.examples.kv.KvStateMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A real HTTP server on a free loopback port, above a node that is a fake. */
final class ServerUnderTest implements AutoCloseable {
    static final int MAX_VALUE_BYTES = 1000;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final KvStateMachine stateMachine = new KvStateMachine();
    final FakeRaftNode node;
    final KvHttpServer http;

    ServerUnderTest(String id) throws IOException {
        this(id, Duration.ofSeconds(20));
    }

    ServerUnderTest(String id, Duration requestTimeout) throws IOException {
        node = new FakeRaftNode(id, stateMachine);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        http = KvHttpServer.start(
                new HttpSettings("test", any, "127.0.0.1", MAX_VALUE_BYTES, requestTimeout), node, stateMachine);
    }

    Reply send(String method, String path, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + http.address() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Reply.of(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
    }

    Reply put(String path, String value, String... headers) throws IOException, InterruptedException {
        return send("PUT", path, value.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
    }

    Reply get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, new byte[0], headers);
    }

    Reply delete(String path, String... headers) throws IOException, InterruptedException {
        return send("DELETE", path, new byte[0], headers);
    }

    int port() {
        return Integer.parseInt(http.address().substring(http.address().lastIndexOf(':') + 1));
    }

    @Override
    public void close() {
        http.close();
    }
}
