package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.examples.kv.client.Request;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a key. */
@Command(
        name = "delete",
        description = "Remove a key. Exit status 1 if there is none.",
        footer = {"%nExamples:", "  bin/kv delete greeting", "  bin/kv delete greeting --version 7%n"})
final class DeleteCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KEY", description = "The key: any text that is not empty.")
    private String key;

    @Option(names = "--version", paramLabel = "N", description = "Only if the key has this version.")
    private Optional<Long> version = Optional.empty();

    @Mixin
    private ClientOptions options;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        Request request = Request.delete(key);
        return Output.written(
                command,
                options.json(),
                key,
                options.send(version.map(request::ifVersion).orElse(request)));
    }
}
