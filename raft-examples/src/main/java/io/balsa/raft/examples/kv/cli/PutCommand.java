package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.examples.kv.client.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    @Mixin
    private KeyAndValue what;

    @Mixin
    private ClientOptions options;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        Request request = Request.put(what.key(), what.value(System.in));
        return Output.written(command, options.json(), what.key(), options.send(request));
    }
}
