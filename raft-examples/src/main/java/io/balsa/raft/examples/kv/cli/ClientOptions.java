package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.examples.kv.client.KvClient;
import io.balsa.raft.examples.kv.client.Reply;
import io.balsa.raft.examples.kv.client.Request;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands that talk to a cluster have in common. */
final class ClientOptions {
    private static final String DEFAULT_ENDPOINTS = "127.0.0.1:8101,127.0.0.1:8102,127.0.0.1:8103";

    @Option(
            names = {"-e", "--endpoints"},
            split = ",",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:BALSA_KV_ENDPOINTS:-" + DEFAULT_ENDPOINTS + "}",
            description = "The servers' HTTP addresses; any one is enough, more survive the loss of one. Default:"
                    + " $BALSA_KV_ENDPOINTS, or " + DEFAULT_ENDPOINTS + ".")
    private List<String> endpoints;

    @Option(
            names = {"-t", "--timeout"},
            converter = DurationConverter.class,
            paramLabel = "DURATION",
            defaultValue = "5s",
            description = "How long to look for a leader and wait for an answer, such as 500ms or 5s. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(names = "--json", description = "Print JSON, one object on one line.")
    private boolean json;

    @Mixin
    @SuppressWarnings("unused") // for picocli
    private HelpOption help;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean json() {
        return json;
    }

    Duration timeout() {
        return timeout;
    }

    KvClient client() {
        for (String endpoint : endpoints) {
            if (!endpoint.matches("[^/@\\s:]+:[0-9]{1,5}|\\[[0-9a-fA-F:.]+]:[0-9]{1,5}")) {
                throw new ParameterException(
                        command.commandLine(), "--endpoints '" + endpoint + "': expected host:port");
            }
        }
        return new KvClient(endpoints);
    }

    Reply send(Request request) throws InterruptedException {
        return client().send(request, timeout);
    }
}
