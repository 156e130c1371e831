package io.balsa.raft.examples.kv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.OutcomeUnknownException;
import io.balsa.raft.examples.kv.FakeRaftNode;
import io.balsa.raft.examples.kv.KvStateMachine;
import io.balsa.raft.examples.kv.json.JsonReader;
import io.balsa.raft.examples.kv.server.HttpSettings;
import io.balsa.raft.examples.kv.server.KvHttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLineTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final KvStateMachine stateMachine = new KvStateMachine();
    private final FakeRaftNode node = new FakeRaftNode("n1", stateMachine);
    private KvHttpServer server;

    @BeforeEach
    void start() throws IOException {
        node.lead();
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = KvHttpServer.start(
                new HttpSettings("test", any, "127.0.0.1", 1000, Duration.ofSeconds(20)), node, stateMachine);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void putGetDeleteSucceed() {
        assertEquals(0, run("put", "a/b ключ", "one"));
        assertTrue(out.toString().startsWith("version "), out.toString());
        assertEquals("one\n", standardOutputOf("get", "a/b ключ"));
        assertEquals(0, run("delete", "a/b ключ"));
        assertEquals(1, run("get", "a/b ключ"));
        assertTrue(err.toString().contains("no key 'a/b ключ'"), err.toString());
        assertEquals(1, run("delete", "a/b ключ"));
    }

    @Test
    void valueMayComeFromStandardInputOrAFile(@TempDir Path directory) throws IOException {
        byte[] value = {0, -1, 13, 10};
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(value));
        try {
            assertEquals(0, run("put", "stdin", "-"));
        } finally {
            System.setIn(before);
        }
        Path file = Files.write(directory.resolve("value"), value);
        assertEquals(0, run("put", "file", "--file", file.toString()));
        assertArrayEquals(value, standardOutputBytesOf("get", "stdin", "--raw"));
        assertArrayEquals(value, standardOutputBytesOf("get", "file", "--raw"));
    }

    @Test
    void compareAndSetIsRefusedWhenSomebodyWasFaster() {
        assertEquals(0, run("cas", "a", "one", "--absent"));
        assertEquals(1, run("cas", "a", "two", "--absent"));
        long version = (Long) json("get", "a", "--json").get("version");
        assertEquals(0, run("cas", "a", "two", "--version", Long.toString(version)));
        assertEquals(1, run("cas", "a", "three", "--version", Long.toString(version)));
        assertTrue(err.toString().contains("refused"), err.toString());
        assertEquals(1, run("delete", "a", "--version", Long.toString(version)));
        assertEquals("two", json("get", "a", "--json").get("value"));
    }

    @Test
    void tooLargeValueIsRefused() {
        assertEquals(1, run("put", "a", "x".repeat(1001)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "put",
                "put a",
                "put a b --file c",
                "put a --file /does/not/exist",
                "cas a b",
                "cas a b --absent --version 1",
                "cas a b --version x",
                "get",
                "get a --timeout 5y",
                "get a --endpoints nohost",
                "demo --rounds 0",
                "demo --kill everybody",
                "serve",
                "serve --id n1 --cluster n2=h:1 --data d --http 127.0.0.1:0",
                "serve --id n1 --cluster n1 --data d --http 127.0.0.1:0",
                "serve --id n1 --cluster n1=h:1 --data d --http 8101"
            })
    void wrongUsageIs2(String line) {
        assertEquals(2, execute(line.isEmpty() ? new String[0] : line.split(" ")), err.toString());
    }

    @Test
    void withoutLeaderIs3() {
        node.knowNoLeader();
        assertEquals(3, run("put", "a", "one", "--timeout", "100ms"));
        assertTrue(err.toString().contains("no leader"), err.toString());
        assertEquals(3, run("get", "a", "--timeout", "100ms"));
        assertEquals(3, run("status"));
    }

    @Test
    void unreachableServerIs3() throws IOException {
        String nobody = "127.0.0.1:" + closedPort();
        assertEquals(3, execute("get", "a", "--endpoints", nobody, "--timeout", "100ms"));
        assertEquals(3, execute("status", "--endpoints", nobody));
    }

    @Test
    void nextEndpointIsTriedWhenOneIsDown() throws IOException {
        String both = "127.0.0.1:" + closedPort() + "," + server.address();
        assertEquals(0, execute("put", "a", "one", "--endpoints", both));
        assertEquals(1, execute("status", "--endpoints", both));
    }

    @Test
    void unknownOutcomeIs4AndIsNotTriedAgain() {
        node.failWith(id -> new OutcomeUnknownException(id, "deposed"));
        assertEquals(4, run("put", "a", "one"));
        assertTrue(err.toString().contains("outcome unknown"), err.toString());
        assertEquals(4, run("delete", "a"));
    }

    @Test
    void statusShowsATableOrJson() {
        assertEquals(0, run("status"));
        assertTrue(out.toString().contains("leader"), out.toString());
        List<?> servers = (List<?>) json("status", "--json").get("servers");
        assertEquals("LEADER", ((Map<?, ?>) servers.get(0)).get("role"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "get", "delete", "cas", "status", "serve", "demo", "counter"})
    void everyCommandExplainsItself(String name) {
        assertEquals(0, execute(name, "--help"));
        assertTrue(out.toString().contains("Usage: kv " + name), out.toString());
    }

    @Test
    void helpTellsTheExitCodes() {
        assertEquals(0, execute("--help"));
        assertTrue(out.toString().contains("4  outcome unknown"), out.toString());
    }

    /** Runs a command against the server of this test. */
    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--endpoints", server.address()));
        return execute(all.toArray(new String[0]));
    }

    private int execute(String... args) {
        CommandLine commandLine = KvMain.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    private Map<String, Object> json(String... args) {
        out.getBuffer().setLength(0);
        assertEquals(0, run(args), err.toString());
        return JsonReader.readObject(out.toString());
    }

    private String standardOutputOf(String... args) {
        return new String(standardOutputBytesOf(args), UTF_8);
    }

    private byte[] standardOutputBytesOf(String... args) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, UTF_8));
        try {
            assertEquals(0, run(args), err.toString());
        } finally {
            System.setOut(before);
        }
        return bytes.toByteArray();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
