package io.balsa.raft.examples.kv.cli;

import picocli.CommandLine.Option;

/** Every command explains itself. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Explain this command.")
    @SuppressWarnings("unused") // for picocli
    private boolean help;
}
