package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.examples.kv.client.KvClient;
import io.balsa.raft.examples.kv.client.Reply;
import io.balsa.raft.examples.kv.client.Request;
import io.balsa.raft.examples.kv.json.Json;
import io.balsa.raft.examples.kv.json.JsonReader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows how the servers are doing. */
@Command(
        name = "status",
        description = {
            "Show what each of the endpoints says of itself.",
            "Exit status 0 if all answer and one of them leads, 3 if none leads, 1 if one does but others do not answer."
        },
        footer = {"%nExamples:", "  bin/kv status", "  bin/kv status --json --endpoints 127.0.0.1:8101%n"})
final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-8s %-13s %6s %10s %10s %10s %8s %-8s %s%n";

    @Mixin
    private ClientOptions options;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        KvClient client = options.client();
        List<Object> servers = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String endpoint : client.endpoints()) {
            Reply reply = client.sendOnce(endpoint, Request.status(), options.timeout());
            if (reply.isSuccess()) {
                Map<String, Object> server = JsonReader.readObject(reply.text());
                server.put("endpoint", endpoint);
                servers.add(server);
            } else {
                problems.add(reply.problem());
                servers.add(Json.object("endpoint", endpoint, "problem", reply.problem()));
            }
        }
        if (options.json()) {
            command.commandLine().getOut().println(Json.write(Json.object("servers", servers)));
        } else {
            printTable(servers);
        }
        boolean led = servers.stream().anyMatch(server -> "LEADER".equals(((Map<?, ?>) server).get("role")));
        if (!led) {
            return ExitCodes.NO_LEADER;
        }
        return problems.isEmpty() ? ExitCodes.OK : ExitCodes.REFUSED;
    }

    private void printTable(List<Object> servers) {
        PrintWriter out = command.commandLine().getOut();
        out.printf(ROW, "SERVER", "ROLE", "TERM", "COMMIT", "APPLIED", "LAST", "KEYS", "READY", "ENDPOINT");
        for (Object entry : servers) {
            Map<?, ?> server = (Map<?, ?>) entry;
            if (server.containsKey("problem")) {
                out.printf("%-8s %s%n", "?", server.get("problem"));
            } else {
                out.printf(
                        ROW,
                        server.get("id"),
                        String.valueOf(server.get("role")).toLowerCase(Locale.ROOT),
                        server.get("term"),
                        server.get("commitIndex"),
                        server.get("appliedIndex"),
                        server.get("lastIndex"),
                        server.get("keys"),
                        Boolean.TRUE.equals(server.get("ready")) ? "yes" : "no",
                        server.get("endpoint"));
            }
        }
        out.flush();
    }
}
