package io.balsa.raft.examples.kv.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.balsa.raft.RaftConfig;
import io.balsa.raft.spi.Member;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdversaryKvTests {
    @TempDir
    private Path data;

    /** Clients that ask and do not read the answer take the callback threads, one each; then no future of the node completes any more. */
    @Test
    void clientsThatDoNotReadDoNotStopTheOthers() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        KvServer server = KvServer.start(new ServerSettings(
                "n1",
                List.of(Member.parse("n1=127.0.0.1:" + port)),
                data,
                RaftConfig.builder().build(),
                new HttpSettings(
                        "test",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "127.0.0.1",
                        1 << 20,
                        Duration.ofSeconds(5))));
        HttpClient client = HttpClient.newHttpClient();
        List<Socket> lazy = new ArrayList<>();
        try {
            URI big = URI.create("http://" + server.httpAddress() + "/kv/big");
            for (int i = 0; i < 100 && put(client, big, 1 << 20) != 200; i++) {
                Thread.sleep(100);
            }
            URI small = URI.create("http://" + server.httpAddress() + "/kv/small");
            assertEquals(200, put(client, small, 1));
            for (int i = 0; i < 400; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(1024);
                socket.connect(new InetSocketAddress("127.0.0.1", big.getPort()));
                socket.getOutputStream().write("GET /kv/big HTTP/1.1\r\nHost: x\r\n\r\n".repeat(10).getBytes(ISO_8859_1));
                lazy.add(socket);
            }
            Thread.sleep(6000);
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(t -> t.getName().contains("-callback-"))
                    .count();
            System.out.println("callback threads: " + threads);
            assertEquals(200, put(client, small, 1), "callback threads: " + threads);
        } finally {
            for (Socket socket : lazy) {
                socket.close();
            }
            server.close();
        }
    }

    /** A second process that calls itself n1 (a copied configuration, a machine restored from its image) keeps the cluster from having a leader. */
    @Test
    void secondProcessOfTheSameNameDoesNotStopTheCluster() throws Exception {
        List<Integer> ports = new ArrayList<>();
        List<ServerSocket> free = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            free.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            ports.add(free.get(i).getLocalPort());
        }
        for (ServerSocket socket : free) {
            socket.close();
        }
        List<KvServer> servers = new ArrayList<>();
        try {
            for (int i = 1; i <= 3; i++) {
                servers.add(start("n" + i, "n" + i, ports.get(0), ports.get(1), ports.get(2)));
            }
            Thread.sleep(4000);
            String leader = servers.get(1).node().status().leader().orElseThrow().value();
            int at = leader.charAt(1) - '1';
            KvServer watched = servers.get((at + 1) % 3);
            long before = watched.node().status().term();
            int[] changes = {0};
            watched.node().addListener(new io.balsa.raft.NodeListener() {
                @Override
                public void roleChanged(
                        io.balsa.raft.Role role, long term, java.util.Optional<io.balsa.raft.spi.NodeId> leader) {
                    changes[0]++;
                }
            });
            servers.add(start(
                    leader, "rogue", ports.get(at == 0 ? 3 : 0), ports.get(at == 1 ? 3 : 1), ports.get(at == 2 ? 3 : 2)));
            HttpClient client = HttpClient.newHttpClient();
            int good = 0;
            int bad = 0;
            long end = System.nanoTime() + 20_000_000_000L;
            while (System.nanoTime() < end) {
                URI uri = URI.create("http://" + watched.httpAddress() + "/kv/a");
                if (put(client, uri, 1) == 200) {
                    good++;
                } else {
                    bad++;
                }
                Thread.sleep(20);
            }
            long terms = watched.node().status().term() - before;
            System.out.println("terms " + terms + " role changes of n2 " + changes[0] + " good " + good + " bad " + bad + " " + watched.node().status());
            org.junit.jupiter.api.Assertions.assertTrue(
                    terms < 5, "terms used up in 20 s: " + terms + ", role changes " + changes[0] + ", puts good " + good + " bad " + bad);
        } finally {
            servers.forEach(KvServer::close);
        }
    }

    private KvServer start(String id, String folder, int p1, int p2, int p3) throws Exception {
        return KvServer.start(new ServerSettings(
                id,
                List.of(
                        Member.parse("n1=127.0.0.1:" + p1),
                        Member.parse("n2=127.0.0.1:" + p2),
                        Member.parse("n3=127.0.0.1:" + p3)),
                data.resolve(folder),
                RaftConfig.builder().build(),
                new HttpSettings(
                        "test",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "127.0.0.1",
                        1 << 20,
                        Duration.ofSeconds(5))));
    }

    private static int put(HttpClient client, URI uri, int bytes) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofSeconds(20))
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .statusCode();
    }
}
