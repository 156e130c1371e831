package io.balsa.raft.examples.kv.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What to set: a key, and a value that comes from the argument, standard input or a file. */
final class KeyAndValue {
    @Parameters(index = "0", paramLabel = "KEY", description = "The key: any text that is not empty.")
    private String key;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VALUE",
            description = "The value as text, or - to read it from standard input.")
    private Optional<String> value = Optional.empty();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Take the value from this file, byte by byte.")
    private Optional<Path> file = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    String key() {
        return key;
    }

    byte[] value(InputStream standardInput) {
        if (value.isPresent() == file.isPresent()) {
            throw new ParameterException(
                    command.commandLine(), "value: expected either VALUE (- for standard input) or --file FILE");
        }
        try {
            if (file.isPresent()) {
                return Files.readAllBytes(file.get());
            }
            return value.get().equals("-")
                    ? standardInput.readAllBytes()
                    : value.get().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), "cannot read the value: " + e, e);
        }
    }
}
