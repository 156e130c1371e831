package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.examples.kv.client.Request;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets a key if nobody changed it meanwhile. */
@Command(
        name = "cas",
        description = "Compare and set: set a key only if it still has the version that was seen, or does not exist.",
        footer = {
            "%nExamples:",
            "  bin/kv get --json counter            prints {\"key\":\"counter\",\"value\":\"41\",\"version\":7, ...}",
            "  bin/kv cas counter 42 --version 7    exit status 1 if somebody was faster",
            "  bin/kv cas lock mine --absent%n"
        })
final class CasCommand implements Callable<Integer> {
    @Mixin
    private KeyAndValue what;

    @ArgGroup(multiplicity = "1")
    private Expected expected;

    @Mixin
    private ClientOptions options;

    @Spec
    private CommandSpec command;

    /** What the key must be. */
    static final class Expected {
        @Option(names = "--version", paramLabel = "N", description = "Only if the key has this version.")
        private Optional<Long> version = Optional.empty();

        @Option(names = "--absent", description = "Only if the key does not exist.")
        @SuppressWarnings("unused") // whoever gives no version has given this
        private boolean absent;
    }

    @Override
    public Integer call() throws InterruptedException {
        Request request = Request.put(what.key(), what.value(System.in));
        Request conditional = expected.version.map(request::ifVersion).orElseGet(request::ifAbsent);
        return Output.written(command, options.json(), what.key(), options.send(conditional));
    }
}
