package io.balsa.raft.examples.counter;

import io.balsa.raft.StateMachine;
import io.balsa.raft.testkit.contract.StateMachineContract;
import io.balsa.raft.testkit.junit.SimulatedRun;
import io.balsa.raft.testkit.junit.SimulationTest;
import java.math.BigInteger;
import java.util.random.RandomGenerator;

class CounterContractTests implements StateMachineContract {
    @Override
    public StateMachine newStateMachine() {
        return new CounterExample();
    }

    @Override
    public byte[] randomCommand(RandomGenerator random) {
        return BigInteger.valueOf(random.nextInt()).toByteArray();
    }

    @SimulationTest(seeds = 20)
    void staysRightWhateverGoesWrong(SimulatedRun run) {
        run.verify();
    }
}
