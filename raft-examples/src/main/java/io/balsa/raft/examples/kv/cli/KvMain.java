package io.balsa.raft.examples.kv.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** The command {@code kv}. */
@Command(
        name = "kv",
        description = "A replicated key-value store: server, client and demonstration.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            PutCommand.class,
            GetCommand.class,
            DeleteCommand.class,
            CasCommand.class,
            StatusCommand.class,
            CounterCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "%nExit status:",
            "  0  done",
            "  1  refused: no such key, precondition failed, value too large; demo: something was lost",
            "  2  wrong usage",
            "  3  no leader found, or no server reachable, within --timeout",
            "  4  outcome unknown: a write may or may not have taken effect",
            "%nStart with:  bin/kv demo%n"
        })
public final class KvMain {
    @Mixin
    @SuppressWarnings("unused") // for picocli
    private HelpOption help;

    private KvMain() {}

    /**
     * Runs one command and ends the process with its exit status.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new KvMain());
        commandLine.setUsageHelpWidth(110);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, failed, parsed) -> {
            failed.getErr().println(failed.getCommandName() + ": " + failure);
            return ExitCodes.REFUSED;
        });
        return commandLine;
    }
}
