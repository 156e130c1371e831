package io.balsa.raft.benchmarks.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of the key-value store, as seen from outside.
 *
 * @param id its name
 * @param httpPort its port of the loopback for HTTP
 */
record KvServer(String id, int httpPort) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /**
     * What {@code /status} said.
     *
     * @param role the server's role
     * @param term its term
     * @param appliedIndex up to where it has applied the log
     */
    record Status(String role, long term, long appliedIndex) {}

    InetSocketAddress http() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort);
    }

    /** {@return {@code host:port} for HTTP} */
    String address() {
        return "127.0.0.1:" + httpPort;
    }

    Status status() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + "/status"))
                .timeout(TIMEOUT)
                .build();
        String json = CLIENT.send(request, BodyHandlers.ofString()).body();
        return new Status(
                field(json, "role"), Long.parseLong(field(json, "term")), Long.parseLong(field(json, "appliedIndex")));
    }

    boolean leads() throws InterruptedException {
        try {
            return status().role().equals("LEADER");
        } catch (IOException e) {
            // Not up yet, or not any more; the caller goes on asking for as long as it has patience.
            return false;
        }
    }

    private static String field(String json, String name) {
        Matcher matcher =
                Pattern.compile("\"" + name + "\" *: *\"?([A-Za-z0-9_]+)").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("/status: expected a field " + name + " in " + json);
        }
        return matcher.group(1);
    }
}
