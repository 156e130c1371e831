package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.examples.kv.demo.Demo;
import io.balsa.raft.examples.kv.demo.DemoOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows that nothing acknowledged is lost. */
@Command(
        name = "demo",
        description = {
            "Start three servers, write and read under load, kill the leader with SIGKILL, bring it back, kill all three"
                    + " at once, bring them back, and read everything back.",
            "Exit status 1 if an acknowledged write is missing, a read was stale, or that could not be verified."
        },
        footer = {"%nExamples:", "  bin/kv demo", "  bin/kv demo --rounds 20 --kill random --seconds 2%n"})
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "6",
            description =
                    "Seconds of load in each round, besides the time that elections take. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often a server is killed and brought back. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--kill",
            paramLabel = "leader|random",
            defaultValue = "leader",
            description = "Whom to kill: the leader, or any server at random moments. Default: ${DEFAULT-VALUE}.")
    private DemoOptions.Victim victim;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "8",
            description = "Clients. Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the random choices; the timing of processes still varies. Default: a new one.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--keep", description = "Keep data and logs even if all is well.")
    private boolean keep;

    @Mixin
    @SuppressWarnings("unused") // for picocli
    private HelpOption help;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DemoOptions options;
        try {
            options = new DemoOptions(
                    seconds, rounds, victim, clients, seed.orElseGet(() -> (long) new Random().nextInt(1 << 30)), keep);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
        return Demo.run(options, command.commandLine().getOut()) ? ExitCodes.OK : ExitCodes.REFUSED;
    }
}
