package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.spi.TransportListener;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages over TCP. Every server dials every other and sends on the connections it dialed itself, two for each peer: one for
 * what is urgent and one for entries. Whoever connects must belong to the cluster and be a known member; connections are neither
 * encrypted nor authenticated, so they belong into a network that only servers of the cluster can reach.
 *
 * <p>Safe for use by several threads. Listener calls come from the event loop, whose threads are daemons.
 */
public final class NettyTransport implements Transport {
    private static final Logger log = LoggerFactory.getLogger(NettyTransport.class);
    private static final long CLOSE_TIMEOUT_SECONDS = 10;

    /** More than what can stand in front of the entries in a frame. */
    private static final long HEAD_ROOM_BYTES = 1024;

    private final NettyTransportOptions options;

    private Optional<TransportContext> context = Optional.empty();
    private Optional<Acceptor> acceptor = Optional.empty();
    private boolean closed;

    // Replaced as a whole by peers(), read by every thread that sends.
    private volatile Map<NodeId, Peer> peers = Map.of();
    private volatile List<FlushTask> flushTasks = List.of();

    private NettyTransport(NettyTransportOptions options) {
        this.options = options;
    }

    /** {@return a transport with {@link NettyTransportOptions#defaults}} */
    public static NettyTransport create() {
        return create(NettyTransportOptions.defaults());
    }

    /**
     * A transport that has not begun.
     *
     * @param options its limits and timeouts
     * @return the transport
     */
    public static NettyTransport create(NettyTransportOptions options) {
        return new NettyTransport(options);
    }

    @Override
    public synchronized void start(LocalIdentity local, TransportListener listener) throws IOException {
        if (context.isPresent() || closed) {
            throw new IllegalStateException("transport of " + local.self().id() + ": started or closed before");
        }
        String threadName = "balsa-transport-" + local.self().id();
        EventLoops loops = EventLoops.start(options.eventLoopThreads(), threadName);
        TransportContext started = new TransportContext(
                local,
                options,
                new ListenerGate(listener),
                loops,
                new AddressResolver(threadName + "-resolver"),
                new NoticeLog(loops.group()));
        context = Optional.of(started);
        try {
            acceptor = Optional.of(Acceptor.listen(started, id -> Optional.ofNullable(peers.get(id))));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        List<FlushTask> tasks = new ArrayList<>();
        for (EventExecutor loop : loops.group()) {
            tasks.add(new FlushTask((EventLoop) loop));
        }
        flushTasks = List.copyOf(tasks);
    }

    /**
     * Where this transport listens: tells the port if port 0 was asked for.
     *
     * @return address and port
     * @throws IllegalStateException before {@link #start}
     */
    public synchronized InetSocketAddress boundAddress() {
        return acceptor.orElseThrow(() -> new IllegalStateException("transport: not started"))
                .boundAddress();
    }

    @Override
    public synchronized void peers(Collection<Member> members) {
        if (closed) {
            return;
        }
        TransportContext started = context.orElseThrow(() -> new IllegalStateException("transport: not started"));
        Map<NodeId, Peer> before = peers;
        Map<NodeId, Peer> after = new HashMap<>();
        List<Peer> added = new ArrayList<>();
        for (Member member : members) {
            if (member.id().equals(started.local().self().id()) || after.containsKey(member.id())) {
                continue;
            }
            Peer known = before.get(member.id());
            if (known == null) {
                known = new Peer(started, member, started.loops().group().next());
                added.add(known);
            } else {
                known.moveTo(member.address());
            }
            after.put(member.id(), known);
        }
        // Published first, so that nobody is refused who is about to be dialed.
        publish(after);
        added.forEach(Peer::start);
        before.forEach((id, peer) -> {
            if (!after.containsKey(id)) {
                peer.stop();
            }
        });
    }

    private void publish(Map<NodeId, Peer> after) {
        peers = Map.copyOf(after);
        for (FlushTask task : flushTasks) {
            task.peers(after.values().stream()
                    .filter(peer -> peer.loop() == task.loop())
                    .toList());
        }
    }

    @Override
    public void send(NodeId to, RaftMessage message) {
        if (message instanceof AppendRequest append
                && !append.entries().isEmpty()
                && !(append.entries() instanceof EncodedEntries)) {
            throw new IllegalArgumentException("entries of class "
                    + append.entries().getClass().getName() + ": expected " + EncodedEntries.class.getName());
        }
        Peer peer = peers.get(to);
        if (peer != null) {
            peer.send(message);
        }
    }

    @Override
    public long maxEntriesBytes() {
        return options.maxFrameBytes() - HEAD_ROOM_BYTES;
    }

    @Override
    public void flush() {
        List<FlushTask> tasks = flushTasks;
        for (int i = 0; i < tasks.size(); i++) {
            tasks.get(i).request();
        }
    }

    /** {@return what was exchanged with each peer so far} */
    public Map<NodeId, PeerTraffic> traffic() {
        Map<NodeId, PeerTraffic> traffic = new HashMap<>();
        peers.forEach((id, peer) -> traffic.put(id, peer.counters().read()));
        return Map.copyOf(traffic);
    }

    /** For tests of this package. */
    Peer peer(NodeId id) {
        return peers.get(id);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Waits up to 10 seconds for a listener call that is under way; does not wait at all when called by the listener itself.
     */
    @Override
    public void close() {
        Optional<TransportContext> toClose;
        Map<NodeId, Peer> left;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            toClose = context;
            left = peers;
            peers = Map.of();
            flushTasks = List.of();
        }
        toClose.ifPresent(NettyTransport::shutDown);
        left.values().forEach(Peer::release);
    }

    private static void shutDown(TransportContext context) {
        context.listener().shut();
        context.resolver().close();
        // Closes every channel, the listening one included.
        var stopped = context.loops().group().shutdownGracefully(0, 1, TimeUnit.SECONDS);
        for (EventExecutor loop : context.loops().group()) {
            if (loop.inEventLoop()) {
                return;
            }
        }
        if (!stopped.awaitUninterruptibly(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            log.error(
                    "transport of {}: its threads did not end within {} s; is the listener blocked?",
                    context.local().self().id(),
                    CLOSE_TIMEOUT_SECONDS);
        }
    }
}
