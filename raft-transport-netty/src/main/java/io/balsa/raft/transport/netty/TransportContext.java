package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.LocalIdentity;

/** What every part of one started transport shares. */
record TransportContext(
        LocalIdentity local,
        NettyTransportOptions options,
        ListenerGate listener,
        EventLoops loops,
        AddressResolver resolver,
        NoticeLog notices) {}
