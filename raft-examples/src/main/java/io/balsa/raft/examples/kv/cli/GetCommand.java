package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.examples.kv.client.Reply;
import io.balsa.raft.examples.kv.client.Request;
import io.balsa.raft.examples.kv.json.Json;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a key's value. */
@Command(
        name = "get",
        description =
                "Print a key's value, as it is at the moment (linearizably). Exit status 1 if there is no such key.",
        footer = {
            "%nExamples:",
            "  bin/kv get greeting",
            "  bin/kv get picture --raw > cat.png",
            "  bin/kv get greeting --json           with its version, for bin/kv cas%n"
        })
final class GetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KEY", description = "The key: any text that is not empty.")
    private String key;

    @Option(names = "--raw", description = "Print exactly the value's bytes, without a line end after them.")
    private boolean raw;

    @Mixin
    private ClientOptions options;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        Reply reply = options.send(Request.get(key));
        if (options.json()) {
            Map<String, Object> object = Json.object("key", key);
            if (reply.isSuccess()) {
                Output.addValue(object, reply.body());
            }
            Output.addReply(object, reply);
            command.commandLine().getOut().println(Json.write(object));
        } else if (reply.isSuccess()) {
            printBytes(reply.body());
        } else {
            Output.problem(command, reply);
        }
        return ExitCodes.of(reply);
    }

    private void printBytes(byte[] value) {
        // Past picocli's writer, which would turn bytes into characters and back.
        PrintStream out = System.out;
        out.write(value, 0, value.length);
        if (!raw) {
            out.println();
        }
        out.flush();
    }
}
