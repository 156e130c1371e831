package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.examples.counter.CounterExample;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the other example of this module, so that it needs no script of its own. */
@Command(
        name = "counter",
        description = "Run the smallest replicated program, CounterExample.java. Run it again and it goes on counting.")
final class CounterCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("unused") // for picocli
    private HelpOption help;

    @Override
    public Integer call() throws Exception {
        CounterExample.main(new String[0]);
        return ExitCodes.OK;
    }
}
