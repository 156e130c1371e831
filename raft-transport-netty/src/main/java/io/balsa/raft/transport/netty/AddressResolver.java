package io.balsa.raft.transport.netty;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Looks names up, anew each time, and away from the event loop: a name server that does not answer must not stop heartbeats to
 * everybody else. How long the JVM remembers an answer is the JVM's setting {@code networkaddress.cache.ttl}.
 */
final class AddressResolver implements AutoCloseable {
    /** Several, so that one name that hangs does not hold up the others. They end when idle. */
    private static final int THREADS = 4;

    private final ThreadPoolExecutor threads;

    AddressResolver(String threadName) {
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory(threadName, true),
                // After the transport has closed nobody waits for an answer.
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Looks an address up.
     *
     * @param attempt of the addresses that a name has, tries take turns
     * @param loop where the answer is wanted
     * @param done takes the address, or the reason why there is none; the other is null
     */
    void resolve(
            HostAndPort address,
            int attempt,
            EventExecutor loop,
            BiConsumer<InetSocketAddress, UnknownHostException> done) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(address.host());
        if (literal != null) {
            try {
                done.accept(new InetSocketAddress(InetAddress.getByAddress(literal), address.port()), null);
            } catch (UnknownHostException e) {
                done.accept(null, e);
            }
            return;
        }
        threads.execute(() -> lookUp(address, attempt, loop, done));
    }

    private static void lookUp(
            HostAndPort address,
            int attempt,
            EventExecutor loop,
            BiConsumer<InetSocketAddress, UnknownHostException> done) {
        try {
            InetAddress[] all = InetAddress.getAllByName(address.host());
            InetAddress next = all[Math.floorMod(attempt, all.length)];
            EventLoops.run(loop, () -> done.accept(new InetSocketAddress(next, address.port()), null));
        } catch (UnknownHostException e) {
            EventLoops.run(loop, () -> done.accept(null, e));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
