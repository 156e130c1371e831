package io.balsa.raft.examples.kv.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client that speaks plain TCP sees. */
final class ConnectionTests {
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
    void oneConnectionServesManyRequests() throws Exception {
        try (Socket socket = connect()) {
            for (String request : List.of(
                    "PUT /kv/a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none",
                    "GET /kv/a HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET /kv/none HTTP/1.1\r\nHost: x\r\n\r\n",
                    "POST /kv/a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none",
                    "PUT /kv/a HTTP/1.1\r\nHost: x\r\nIf-Match: 999\r\nContent-Length: 3\r\n\r\ntwo",
                    "DELETE /kv/a HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET /status HTTP/1.1\r\nHost: x\r\n\r\n")) {
                socket.getOutputStream().write(request.getBytes(ISO_8859_1));
                assertTrue(readAnswer(socket).startsWith("HTTP/1.1 "), request);
            }
        }
    }

    @Test
    void bodyThatEndsTooEarlyIsNotStored() throws Exception {
        for (String request : List.of(
                "PUT /kv/a HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n\r\ncut off",
                "PUT /kv/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n30\r\ncut off",
                "PUT /kv/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7\r\ncut off\r\n")) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(request.getBytes(ISO_8859_1));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            }
            assertEquals(404, server.get("/kv/a").status(), request);
        }
    }

    @Test
    void requestsThatWaitForTheClusterDoNotKeepHealthChecksOut() throws Exception {
        server.node.fallSilent();
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = connect();
                waiting.add(socket);
                socket.getOutputStream().write("GET /kv/a HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
            }
            assertEquals(200, server.get("/health/live").status());
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String readAnswer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("connection closed after: " + head.toString(ISO_8859_1));
            }
            head.write(b);
        }
        String text = head.toString(ISO_8859_1);
        for (String line : text.lines().toList()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                in.readNBytes(Integer.parseInt(line.substring(15).trim()));
            }
        }
        return text;
    }
}
