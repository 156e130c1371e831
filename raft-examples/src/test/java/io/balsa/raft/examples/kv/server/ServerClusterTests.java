package io.balsa.raft.examples.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.RaftConfig;
import io.balsa.raft.Role;
import io.balsa.raft.examples.kv.client.KvClient;
import io.balsa.raft.examples.kv.client.Reply;
import io.balsa.raft.examples.kv.client.Request;
import io.balsa.raft.examples.kv.demo.FreePorts;
import io.balsa.raft.spi.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three whole servers, with files, Netty and HTTP, in one process. */
final class ServerClusterTests {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIZE = 3;

    @TempDir
    private Path data;

    private final Map<String, KvServer> servers = new TreeMap<>();
    private List<Member> members = List.of();

    @BeforeEach
    void start() throws IOException {
        members = membersOnFreePorts();
        for (Member member : members) {
            servers.put(member.id().value(), start(member.id().value()));
        }
    }

    @AfterEach
    void stop() {
        servers.values().forEach(KvServer::close);
    }

    @Test
    void whatWasAcknowledgedSurvivesTheLeaderAndARestartOfAll() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertTrue(send(Request.put("key-" + i, ("value-" + i).getBytes(UTF_8)))
                    .isSuccess());
        }

        String leader = leader();
        servers.remove(leader).close();
        assertEquals("value-7", send(Request.get("key-7")).text());
        assertTrue(send(Request.put("key-20", "value-20".getBytes(UTF_8))).isSuccess());

        servers.put(leader, start(leader));
        stop();
        for (Member member : members) {
            servers.put(member.id().value(), start(member.id().value()));
        }
        for (int i = 0; i <= 20; i++) {
            assertEquals("value-" + i, send(Request.get("key-" + i)).text());
        }
    }

    @Test
    void everyServerServesEveryRequestWithTheVersionsOfOne() throws Exception {
        Reply put = send(Request.put("a", "one".getBytes(UTF_8)));
        for (KvServer server : servers.values()) {
            KvClient client = new KvClient(List.of(server.httpAddress()));
            Reply get = client.send(Request.get("a"), PATIENCE);
            assertEquals("one", get.text(), get.problem());
            assertEquals(put.version(), get.version());
            assertEquals(
                    412,
                    client.send(Request.put("a", new byte[1]).ifAbsent(), PATIENCE)
                            .status());
        }
    }

    private Reply send(Request request) throws InterruptedException {
        List<String> endpoints =
                servers.values().stream().map(KvServer::httpAddress).toList();
        KvClient client = new KvClient(endpoints);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        Reply reply = client.send(request, PATIENCE);
        while (reply.outcome() != Reply.Outcome.ANSWERED) {
            // Unknown, if the leader changed meanwhile. Nobody else writes, so writing the same once more does no harm.
            assertTrue(System.nanoTime() - deadlineNanos < 0, reply.problem());
            reply = client.send(request, PATIENCE);
        }
        return reply;
    }

    private String leader() throws InterruptedException {
        // A read is answered by a leader only, so there is one afterwards.
        send(Request.get("key-0"));
        return servers.entrySet().stream()
                .filter(server -> server.getValue().node().status().role() == Role.LEADER)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private KvServer start(String id) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpSettings http = new HttpSettings("test", any, "127.0.0.1", 1000, Duration.ofSeconds(20));
        return KvServer.start(new ServerSettings(id, members, data.resolve(id), RaftConfig.defaults(), http));
    }

    private static List<Member> membersOnFreePorts() throws IOException {
        List<Member> members = new ArrayList<>();
        for (int port : FreePorts.find(SIZE)) {
            members.add(Member.parse("n" + (members.size() + 1) + "=127.0.0.1:" + port));
        }
        return members;
    }
}
