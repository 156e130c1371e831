package io.balsa.raft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class MachineLoadTests {
    @Test
    void waitingIsNotBusy() {
        // user nice system idle iowait irq softirq steal guest guest_nice
        assertEquals(1.11, MachineLoad.busySeconds("cpu  1 10 100 5000 7000 0 0 0 0 0"), 1e-9);
        assertEquals(1.11, MachineLoad.busySeconds("cpu  0 0 0 5000 7000 1 10 100 9 9"), 1e-9);
    }
}
