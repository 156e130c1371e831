package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.examples.kv.client.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sets a key. */
@Command(
        name = "put",
        description = "Set a key, whatever it was before. Prints its new version.",
        footer = {
            "%nExamples:",
            "  bin/kv put greeting hello",
            "  date | bin/kv put now -",
            "  bin/kv put picture --file cat.png%n"
        })
final class PutCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KEY", description = "The key: any text that is not empty.")
    private String key;

    @Mixin
    private ValueSource value;

    @Mixin
    private ClientOptions options;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        Request request = Request.put(key, value.read(System.in));
        return Output.written(command, options.json(), key, options.send(request));
    }
}
