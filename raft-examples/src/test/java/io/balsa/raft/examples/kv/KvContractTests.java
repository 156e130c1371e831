package io.balsa.raft.examples.kv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.balsa.raft.StateMachine;
import io.balsa.raft.testkit.contract.StateMachineContract;
import io.balsa.raft.testkit.junit.SimulatedRun;
import io.balsa.raft.testkit.junit.SimulationTest;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The store keeps the rules of a state machine, whatever it is told. */
final class KvContractTests implements StateMachineContract {
    private static final int KEYS = 12;
    private static final long VERSIONS = 200;

    @Override
    public StateMachine newStateMachine() {
        return new KvStateMachine();
    }

    @Override
    public byte[] randomCommand(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> bytes(random);
            case 1 ->
                KvCommandFormat.encode(
                        new KvCommand.Announce("n" + random.nextInt(3), "localhost:" + random.nextInt(1, 1000)));
            case 2, 3 -> KvCommandFormat.encode(new KvCommand.Delete(key(random), precondition(random)));
            default -> KvCommandFormat.encode(new KvCommand.Put(key(random), bytes(random), precondition(random)));
        };
    }

    @Override
    public Optional<byte[]> randomQuery(RandomGenerator random) {
        return Optional.of(random.nextInt(8) == 0 ? bytes(random) : new KvQuery(key(random)).encode());
    }

    @SimulationTest(seeds = 20)
    void staysRightWhateverGoesWrong(SimulatedRun run) {
        run.verify();
    }

    private static String key(RandomGenerator random) {
        return "key" + random.nextInt(KEYS);
    }

    private static byte[] bytes(RandomGenerator random) {
        return Integer.toString(random.nextInt()).getBytes(UTF_8);
    }

    private static Precondition precondition(RandomGenerator random) {
        List<Long> versions = List.of(random.nextLong(1, VERSIONS), random.nextLong(1, VERSIONS));
        return switch (random.nextInt(6)) {
            case 0 -> Precondition.EXISTS;
            case 1 -> Precondition.ABSENT;
            case 2 -> Precondition.oneOf(versions);
            case 3 -> Precondition.noneOf(versions);
            default -> Precondition.NONE;
        };
    }
}
