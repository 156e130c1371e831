package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.examples.kv.client.Reply;
import io.balsa.raft.examples.kv.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what came of a request: results to standard output, problems to standard error. */
final class Output {
    private Output() {}

    /** Prints the reply to a write, and gives the exit code. */
    static int written(CommandSpec command, boolean json, String key, Reply reply) {
        if (json) {
            Map<String, Object> object = Json.object("key", key, "ok", reply.isSuccess());
            addReply(object, reply);
            command.commandLine().getOut().println(Json.write(object));
        } else if (reply.isSuccess()) {
            command.commandLine().getOut().println(reply.version() > 0 ? "version " + reply.version() : "deleted");
        } else {
            problem(command, reply);
        }
        return ExitCodes.of(reply);
    }

    static void problem(CommandSpec command, Reply reply) {
        String prefix = switch (reply.outcome()) {
            case ANSWERED -> "refused";
            case NOT_TAKEN -> "no leader";
            case UNKNOWN -> "outcome unknown";
        };
        command.commandLine().getErr().println(prefix + ": " + reply.problem());
    }

    static void addReply(Map<String, Object> object, Reply reply) {
        object.put("outcome", reply.outcome());
        object.put("status", reply.status());
        object.put("version", reply.version() > 0 ? reply.version() : null);
        object.put("index", reply.index() > 0 ? reply.index() : null);
        if (!reply.problem().isEmpty()) {
            object.put("problem", reply.problem());
        }
    }

    /** Adds a value as text if it is text, otherwise as Base64. */
    static void addValue(Map<String, Object> object, byte[] value) {
        try {
            object.put(
                    "value",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(value))
                            .toString());
        } catch (CharacterCodingException e) {
            object.put("valueBase64", Base64.getEncoder().encodeToString(value));
        }
    }
}
