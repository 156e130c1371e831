package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Makes histories by giving each call a moment at which it takes effect, and a correct store the calls in that order. */
final class RandomCalls<I, O> {
    private final Random random;
    private final int processes;
    private final int callsPerProcess;
    private final int keys;
    private final double unknownShare;
    private final Function<Random, I> inputs;
    private int lastProcess;

    /** What the calls go to. */
    interface Store<I, O> {
        O call(String key, I input);
    }

    private record Planned<I>(int process, String key, I input, long invoke, long effect, long end, Outcome outcome) {}

    RandomCalls(
            Random random,
            int processes,
            int callsPerProcess,
            int keys,
            double unknownShare,
            Function<Random, I> inputs) {
        this.random = random;
        this.processes = processes;
        this.callsPerProcess = callsPerProcess;
        this.keys = keys;
        this.unknownShare = unknownShare;
        this.inputs = inputs;
    }

    /** {@return a history that a correct store may well have} */
    List<Operation<I, O>> run(Store<I, O> store) {
        List<Planned<I>> plan = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            plan(plan);
        }
        plan.sort(Comparator.comparingLong(Planned::effect));
        List<Operation<I, O>> operations = new ArrayList<>();
        for (Planned<I> call : plan) {
            operations.add(operation(call, store));
        }
        return operations;
    }

    private void plan(List<Planned<I>> plan) {
        long now = random.nextInt(10);
        int process = ++lastProcess;
        for (int i = 0; i < callsPerProcess; i++) {
            String key = "k" + random.nextInt(keys);
            long effect = now + random.nextInt(10);
            long end = effect + random.nextInt(10);
            double dice = random.nextDouble();
            Outcome outcome = dice < unknownShare ? Outcome.UNKNOWN : dice < 0.95 ? Outcome.OK : Outcome.FAILED;
            long late = outcome == Outcome.UNKNOWN ? effect + random.nextInt(60) : effect;
            plan.add(new Planned<>(process, key, inputs.apply(random), now, late, end, outcome));
            now = end + random.nextInt(5);
            if (outcome == Outcome.UNKNOWN) {
                process = ++lastProcess;
            }
        }
    }

    private Operation<I, O> operation(Planned<I> call, Store<I, O> store) {
        return switch (call.outcome()) {
            case OK ->
                Operation.ok(
                        call.process(),
                        call.key(),
                        call.input(),
                        store.call(call.key(), call.input()),
                        call.invoke(),
                        call.end());
            case FAILED -> Operation.failed(call.process(), call.key(), call.input(), call.invoke(), call.end());
            case UNKNOWN -> {
                if (random.nextBoolean()) {
                    store.call(call.key(), call.input());
                }
                yield Operation.unknown(call.process(), call.key(), call.input(), call.invoke());
            }
        };
    }
}
