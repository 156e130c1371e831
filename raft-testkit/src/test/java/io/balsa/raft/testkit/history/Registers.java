package io.balsa.raft.testkit.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Correct registers, random calls for them, and ways to make their answers wrong. Written apart from the model that they test. */
final class Registers {
    private static final int VALUES = 4;

    private final Map<String, Integer> values = new HashMap<>();

    RegisterAnswer<Integer> apply(String key, RegisterCall<Integer> call) {
        if (call instanceof RegisterCall.Write<Integer> write) {
            values.put(key, write.value());
            return new RegisterAnswer.Written<>();
        }
        if (call instanceof RegisterCall.CompareAndSet<Integer> cas) {
            return values.replace(key, cas.expected(), cas.value())
                    ? new RegisterAnswer.Written<>()
                    : new RegisterAnswer.Refused<>();
        }
        return new RegisterAnswer.Holds<>(Optional.ofNullable(values.get(key)));
    }

    static RegisterCall<Integer> randomCall(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new RegisterCall.Write<>(random.nextInt(VALUES));
            case 1 -> new RegisterCall.CompareAndSet<>(random.nextInt(VALUES), random.nextInt(VALUES));
            default -> new RegisterCall.Read<>();
        };
    }

    static List<Operation<RegisterCall<Integer>, RegisterAnswer<Integer>>> history(
            Random random, int processes, int callsPerProcess, int keys, double unknownShare) {
        RandomCalls<RegisterCall<Integer>, RegisterAnswer<Integer>> calls =
                new RandomCalls<>(random, processes, callsPerProcess, keys, unknownShare, Registers::randomCall);
        return calls.run(new Registers()::apply);
    }

    /** Has one read show another value. Changes nothing if there is no read. */
    static void plantWrongRead(
            List<Operation<RegisterCall<Integer>, RegisterAnswer<Integer>>> operations, Random random) {
        int[] reads = IntStream.range(0, operations.size())
                .filter(i -> operations
                        .get(i)
                        .output()
                        .filter(RegisterAnswer.Holds.class::isInstance)
                        .isPresent())
                .toArray();
        if (reads.length == 0) {
            return;
        }
        int chosen = reads[random.nextInt(reads.length)];
        Operation<RegisterCall<Integer>, RegisterAnswer<Integer>> read = operations.get(chosen);
        Optional<RegisterAnswer<Integer>> wrong;
        do {
            wrong = Optional.of(new RegisterAnswer.Holds<>(Optional.of(random.nextInt(VALUES))));
        } while (wrong.equals(read.output()));
        operations.set(
                chosen,
                Operation.ok(
                        read.process(), read.key(), read.input(), wrong.get(), read.invokeNanos(), read.returnNanos()));
    }
}
