package io.balsa.raft.examples.contract;

import io.balsa.raft.spi.Transport;
import io.balsa.raft.testkit.contract.TransportContract;
import io.balsa.raft.transport.netty.NettyTransport;

/** The transport over TCP keeps the contract; here, since this is the module that knows both. */
final class NettyTransportContractTests extends TransportContract {
    @Override
    protected Transport newTransport() {
        return NettyTransport.create();
    }

    @Override
    protected String listenAt(int number) {
        return "127.0.0.1:0";
    }

    @Override
    protected String reachedAt(Transport started, String listensAt) {
        return "127.0.0.1:" + ((NettyTransport) started).boundAddress().getPort();
    }

    @Override
    protected String deadAddress() {
        return "127.0.0.1:1";
    }
}
