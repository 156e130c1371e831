package io.balsa.raft.testkit.simulation;

import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import io.balsa.raft.testkit.simulation.report.RunEvent;
import io.balsa.raft.transport.netty.MalformedFrameException;
import io.balsa.raft.transport.netty.MessageCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries messages between servers, each pair of them on two links, and breaks what the faults say. Messages travel as the bytes that the production transport
 * would send, and are decoded where they arrive.
 */
final class Network {
    private static final int MAX_ON_THE_WAY = 100_000;
    private static final int MAX_FRAME_BYTES = 16 << 20;

    private final World world;
    private final Chance chance;
    private final Link[][] links;
    private final MessageCodec codec = new MessageCodec(MAX_FRAME_BYTES);
    private int onTheWay;
    private long sent;

    Network(World world, int servers) {
        this.world = world;
        this.chance = Chance.of(world.seed(), "network");
        this.links = new Link[servers][servers];
        for (Link[] from : links) {
            for (int to = 0; to < servers; to++) {
                from[to] = new Link();
            }
        }
    }

    Link link(SimulatedServer from, SimulatedServer to) {
        return links[from.number()][to.number()];
    }

    void send(SimulatedServer from, SimulatedServer to, RaftMessage lent) {
        RaftMessage message = kept(lent);
        Link link = link(from, to);
        boolean lost = link.isCut() || chance.happens(link.loss());
        long number = ++sent;
        if (world.trace().isOn()) {
            world.trace()
                    .tell(new RunEvent.Sent(
                            world.timeline().nowNanos(),
                            number,
                            from.id().value(),
                            to.id().value(),
                            Words.typeOf(message),
                            Words.of(message),
                            lost));
        }
        if (lost) {
            return;
        }
        byte[] frame = codec.encode(message);
        boolean corrupted = chance.happens(link.corruption());
        if (corrupted) {
            frame[chance.below(frame.length)] ^= (byte) (1 << chance.below(8));
        }
        deliverLater(number, from, to, message, frame, corrupted);
        if (chance.happens(link.duplication())) {
            deliverLater(number, from, to, message, frame, corrupted);
        }
    }

    /** The sender's memory is its own again when {@code send} returns, and we look at the message later. */
    private static RaftMessage kept(RaftMessage message) {
        return message instanceof AppendRequest append && append.entries() instanceof EncodedEntries entries
                ? append.with(entries.copy())
                : message;
    }

    private void deliverLater(
            long number,
            SimulatedServer from,
            SimulatedServer to,
            RaftMessage message,
            byte[] frame,
            boolean corrupted) {
        world.check(() -> {
            if (++onTheWay > MAX_ON_THE_WAY) {
                throw new InvariantBroken("I18, what is on the way is bounded", onTheWay + " messages are on the way");
            }
        });
        Link link = link(from, to);
        int connection = link.connection();
        WorldSettings settings = world.settings();
        long atNanos =
                link.arrivalNanos(world.timeline().nowNanos(), settings.inOrder(), settings.latencyNanos(), chance);
        world.timeline().at(atNanos, () -> {
            onTheWay--;
            if (link.connection() == connection && !link.isCut()) {
                arrive(number, from, to, message, frame, corrupted);
            } else {
                tellArrival(number, from, to, message, link.isCut() ? "the link is cut" : "the connection was reset");
            }
        });
    }

    private void arrive(
            long number,
            SimulatedServer from,
            SimulatedServer to,
            RaftMessage message,
            byte[] frame,
            boolean corrupted) {
        if (!to.isUp()) {
            tellArrival(number, from, to, message, "nobody is there");
            return;
        }
        if (to.gate().isClosed()) {
            world.mark(Mark.MESSAGE_HELD);
            to.gate().hold(() -> arrive(number, from, to, message, frame, corrupted));
            return;
        }
        Words.hash(world.hash(), message);
        world.hash().add(world.timeline().nowNanos());
        try {
            RaftMessage decoded = codec.decode(frame);
            if (corrupted) {
                throw new InvariantBroken("I20, a changed byte is found", "server " + to.id() + " takes " + decoded);
            }
            tellArrival(number, from, to, message, "");
            if (to.process().endpoint().isOpen()) {
                if (link(from, to).isOvertaken(number)) {
                    world.mark(Mark.MESSAGE_OVERTAKEN);
                }
                world.checks().arrived(from, to, message);
                to.process().endpoint().deliver(from.id(), decoded);
            }
        } catch (MalformedFrameException e) {
            if (!corrupted) {
                throw new InvariantBroken("I20, what was encoded can be decoded", message + ": " + e.getMessage());
            }
            world.mark(Mark.MESSAGE_CORRUPT);
            tellArrival(number, from, to, message, "a changed byte was found");
            reset(from, to, true);
        }
    }

    private void tellArrival(long number, SimulatedServer from, SimulatedServer to, RaftMessage message, String lost) {
        if (world.trace().isOn()) {
            world.trace()
                    .tell(new RunEvent.Arrived(
                            world.timeline().nowNanos(),
                            number,
                            from.id().value(),
                            to.id().value(),
                            Words.of(message),
                            lost));
        }
    }

    /** {@return the names of some links, each {@code from>to}} */
    List<String> names(List<Link> some) {
        List<String> names = new ArrayList<>();
        for (SimulatedServer from : world.servers()) {
            for (SimulatedServer to : world.servers()) {
                if (some.contains(link(from, to))) {
                    names.add(from.id() + ">" + to.id());
                }
            }
        }
        return names;
    }

    /** Breaks the connection between two servers: what is on the way is lost; one of them, or both, notice. */
    void reset(SimulatedServer one, SimulatedServer other, boolean bothNotice) {
        link(one, other).reset();
        link(other, one).reset();
        notice(one, other);
        if (bothNotice) {
            notice(other, one);
        }
    }

    private void notice(SimulatedServer who, SimulatedServer lost) {
        SimulatedProcess process = who.process();
        if (process == null || !process.endpoint().isOpen()) {
            return;
        }
        world.timeline().in(world.settings().latencyNanos(), () -> {
            if (who.process() == process && process.endpoint().isOpen()) {
                world.tell(who.id().value(), "loses its connection to " + lost.id());
                process.endpoint().connectionLost(lost.id());
            }
        });
    }

    /** A process is gone. Its machine, if it still has power, says so to the others. */
    void processDied(SimulatedServer dead, boolean powerCut) {
        boolean lostOnTheWay = chance.happens(0.5);
        for (SimulatedServer other : world.servers()) {
            if (other == dead) {
                continue;
            }
            if (lostOnTheWay) {
                link(dead, other).reset();
                link(other, dead).reset();
            }
            if (!powerCut && !link(dead, other).isCut()) {
                notice(other, dead);
            }
        }
    }

    void heal() {
        for (Link[] from : links) {
            for (Link link : from) {
                link.heal();
            }
        }
    }

    /**
     * The links between some servers and all others.
     *
     * @param inside the servers
     * @param outgoing whether those from them
     * @param incoming whether those to them
     */
    List<Link> around(List<SimulatedServer> inside, boolean outgoing, boolean incoming) {
        List<Link> around = new ArrayList<>();
        for (SimulatedServer one : world.servers()) {
            for (SimulatedServer other : world.servers()) {
                boolean out = inside.contains(one);
                if (out != inside.contains(other) && (out ? outgoing : incoming)) {
                    around.add(link(one, other));
                }
            }
        }
        return around;
    }
}
