package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.netty.channel.EventLoop;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another member: the two lanes to it, and the connections from it. Its state is confined to one event loop; methods that others
 * call hop there.
 */
final class Peer {
    private static final Logger log = LoggerFactory.getLogger(NettyTransport.class);

    private final TransportContext context;
    private final NodeId id;
    private final EventLoop loop;
    private final OutgoingLane control;
    private final OutgoingLane bulk;
    private final TrafficCounters counters = new TrafficCounters();

    private final Map<Lane, InboundConnection> inbound = new EnumMap<>(Lane.class);
    private boolean stopped;
    private boolean met;
    private long incarnation;

    /**
     * Whether an end of a connection was reported and nothing was heard since. A process that dies ends four connections at once;
     * its node is to hear of that once.
     */
    private volatile boolean lossReported;

    Peer(TransportContext context, Member member, EventLoop loop) {
        this.context = context;
        this.id = member.id();
        this.loop = loop;
        // Differs from server to server and from start to start, and needs no source of randomness from outside.
        long seed =
                context.local().incarnation() * 31 + context.local().self().id().hashCode() * 31L + id.hashCode();
        SplittableRandom random = new SplittableRandom(seed);
        this.control = new OutgoingLane(context, this, Lane.CONTROL, member.address(), loop, random.split());
        this.bulk = new OutgoingLane(context, this, Lane.BULK, member.address(), loop, random.split());
    }

    NodeId id() {
        return id;
    }

    EventLoop loop() {
        return loop;
    }

    TrafficCounters counters() {
        return counters;
    }

    OutgoingLane lane(Lane lane) {
        return lane == Lane.CONTROL ? control : bulk;
    }

    /** Queues a message on its lane, or drops and counts it. Any thread. */
    void send(RaftMessage message) {
        if (SendQueue.frameBytes(message) > context.options().maxFrameBytes()) {
            // Sent, it would cost the connection; and it would be sent again and again.
            counters.droppedTooLong.increment();
            context.notices()
                    .warn(
                            "tooLong " + id,
                            "message to " + id + " dropped: up to " + SendQueue.frameBytes(message)
                                    + " bytes, expected at most maxFrameBytes "
                                    + context.options().maxFrameBytes());
            return;
        }
        lane(Lane.of(message)).send(message);
    }

    boolean hasQueued() {
        return control.hasQueued() || bulk.hasQueued();
    }

    void drain() {
        control.drain();
        bulk.drain();
    }

    void start() {
        onLoop(() -> {
            control.dial();
            bulk.dial();
        });
    }

    void moveTo(String address) {
        onLoop(() -> {
            control.moveTo(address);
            bulk.moveTo(address);
        });
    }

    void stop() {
        onLoop(() -> {
            stopped = true;
            control.stop();
            bulk.stop();
            inbound.values().forEach(connection -> connection.end("no longer a peer"));
            inbound.clear();
        });
    }

    /** Nobody will drain any more. Any thread. */
    void release() {
        control.release();
        bulk.release();
    }

    void received(RaftMessage message) {
        counters.received.increment();
        context.listener().received(id, message);
        // Only now: the end of another connection may be reported meanwhile, on another thread, and then this message
        // has undone that report in the
        // eyes of the node.
        heard();
    }

    /** Any sign of life makes the next end of a connection news again. */
    void heard() {
        if (lossReported) {
            lossReported = false;
        }
    }

    void inboundOpened(InboundConnection connection) {
        onLoop(() -> {
            if (stopped) {
                connection.end("no longer a peer");
                return;
            }
            meet(connection.incarnation());
            InboundConnection earlier = inbound.put(connection.lane(), connection);
            if (earlier != null) {
                // The other side dials a lane again only when it has given the earlier connection up.
                earlier.end("replaced by a newer connection");
            }
            heard();
            log.info("{} connection from {} established", connection.lane(), id);
            control.hurry();
            bulk.hurry();
        });
    }

    void outgoingOpened(OutgoingConnection connection, Lane lane) {
        meet(connection.incarnation());
        heard();
        log.info("{} connection to {} established", lane, lane(lane).describe());
    }

    /** A new incarnation is a new process, so connections with the one before are dead, even if nobody has said so yet. */
    private void meet(long newIncarnation) {
        if (met && incarnation != newIncarnation) {
            boolean left = control.leaveUnlessOf(newIncarnation);
            left |= bulk.leaveUnlessOf(newIncarnation);
            left |= inbound.values().removeIf(connection -> {
                boolean stale = connection.incarnation() != newIncarnation;
                if (stale) {
                    connection.end("the other side has restarted");
                }
                return stale;
            });
            if (left) {
                connectionLost("connections with", "it has restarted");
            }
        }
        met = true;
        incarnation = newIncarnation;
    }

    void inboundEnded(InboundConnection connection, String reason) {
        onLoop(() -> {
            if (inbound.remove(connection.lane(), connection)) {
                connectionLost(connection.lane() + " connection from", reason);
            }
        });
    }

    void connectionLost(String what, String reason) {
        if (context.listener().isShut()) {
            return;
        }
        log.info("{} {} lost: {}", what, id, reason);
        if (!lossReported) {
            lossReported = true;
            context.listener().connectionLost(id);
        }
    }

    private void onLoop(Runnable task) {
        EventLoops.run(loop, task);
    }
}
