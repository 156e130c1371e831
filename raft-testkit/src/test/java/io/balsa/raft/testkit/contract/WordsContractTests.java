package io.balsa.raft.testkit.contract;

import io.balsa.raft.StateMachine;
import io.balsa.raft.testkit.cluster.Words;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The contract as a user has it: a class that implements it. */
final class WordsContractTests implements StateMachineContract {
    @Override
    public StateMachine newStateMachine() {
        return new Words();
    }

    @Override
    public byte[] randomCommand(RandomGenerator random) {
        return Words.word("w" + random.nextInt(10));
    }

    @Override
    public Optional<byte[]> randomQuery(RandomGenerator random) {
        return Optional.of(Words.word(random.nextBoolean() ? "why" : "what"));
    }
}
