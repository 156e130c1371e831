package io.balsa.raft.transport.netty;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops and the channels that run on them: epoll where it works, else what the JDK has.
 *
 * @param group the loops
 * @param clientChannel what to dial with
 * @param serverChannel what to listen with
 */
record EventLoops(
        MultiThreadIoEventLoopGroup group,
        Class<? extends SocketChannel> clientChannel,
        Class<? extends ServerChannel> serverChannel) {
    private static final Logger log = LoggerFactory.getLogger(NettyTransport.class);

    static EventLoops start(int threads, String threadName) {
        DefaultThreadFactory factory = new DefaultThreadFactory(threadName, true);
        return Epoll.isAvailable()
                ? new EventLoops(
                        new MultiThreadIoEventLoopGroup(threads, factory, EpollIoHandler.newFactory()),
                        EpollSocketChannel.class,
                        EpollServerSocketChannel.class)
                : new EventLoops(
                        new MultiThreadIoEventLoopGroup(threads, factory, NioIoHandler.newFactory()),
                        NioSocketChannel.class,
                        NioServerSocketChannel.class);
    }

    /** Runs a task on a loop, at once if we are on it. When the loop has ended the transport is closed, and nothing is left to do. */
    static void run(EventExecutor loop, Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("a task came after the transport had closed", e);
        }
    }
}
