package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.NodeId;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Function;

/** Listens, and makes an {@link InboundConnection} of whatever comes. */
final class Acceptor {
    private final Channel channel;

    private Acceptor(Channel channel) {
        this.channel = channel;
    }

    static Acceptor listen(TransportContext context, Function<NodeId, Optional<Peer>> peers) throws IOException {
        String address =
                context.options().listenAddress().orElse(context.local().self().address());
        InboundSlots slots = new InboundSlots(context.options().maxInboundConnections(), context.notices());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(context.loops().group())
                .channel(context.loops().serverChannel())
                // A restarted server must not wait for its old connections to leave the kernel's tables.
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        new InboundConnection(context, peers, slots).install(channel);
                    }
                });
        ChannelFuture bound = bootstrap.bind(resolve(address)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen at " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        return new Acceptor(bound.channel());
    }

    private static InetSocketAddress resolve(String address) throws IOException {
        HostAndPort target = HostAndPort.parse(address);
        return new InetSocketAddress(InetAddress.getByName(target.host()), target.port());
    }

    InetSocketAddress boundAddress() {
        return (InetSocketAddress) channel.localAddress();
    }
}
