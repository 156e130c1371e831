package io.balsa.raft.testkit.simulation;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs simulations from the command line; see {@code bin/sim --help}. */
public final class SimulationMain {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private SimulationMain() {}

    /**
     * Runs what the arguments say and ends the process: with status 0 if all was well, 1 if something was found, 2 if the arguments make no sense.
     *
     * @param arguments see {@link SimulationOptions}
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        SimulationOptions options;
        try {
            options = SimulationOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(SimulationOptions.USAGE);
            return USAGE;
        }
        if (options.help()) {
            out.println(SimulationOptions.USAGE);
            return 0;
        }
        boolean allWell = options.count() == 1 ? new Replay(options, out).run() : new Campaign(options, out, err).run();
        return allWell ? 0 : FAILED;
    }
}
