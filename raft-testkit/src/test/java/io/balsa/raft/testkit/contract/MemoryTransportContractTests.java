package io.balsa.raft.testkit.contract;

import io.balsa.raft.spi.Transport;
import io.balsa.raft.testkit.memory.MemoryNetwork;

/** The network in memory keeps the contract that we ask others to keep. */
final class MemoryTransportContractTests extends TransportContract {
    private final MemoryNetwork network = new MemoryNetwork();

    @Override
    protected Transport newTransport() {
        return network.transport();
    }

    @Override
    protected String listenAt(int number) {
        return "memory:" + number;
    }

    @Override
    protected String deadAddress() {
        return "memory:9";
    }
}
