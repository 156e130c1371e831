package io.balsa.raft.testkit.simulation;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import io.balsa.raft.testkit.statemachine.StateMachineUnderTest;
import io.balsa.raft.testkit.text.ByteText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A user's state machine on every server of a world. Whatever it does on one server it must do on all, and again after each restart. */
final class UserPassenger implements Passenger {
    /** No command may be longer: it would break the bounds that the simulator expects of its own. */
    static final int MAX_COMMAND_BYTES = 16 << 10;

    private static final String RESULTS = "A1, a state machine answers a command alike on every server";
    private static final String STATES = "A2, a state machine has the same state on every server";
    private static final String THROWS = "A3, a state machine throws at no command";

    private final StateMachineUnderTest subject;
    private final Map<Long, Known> known = new HashMap<>();
    private byte[] state;

    /** What was answered at an index first. */
    private static final class Known {
        final SimulatedServer server;
        final byte[] result;

        Known(SimulatedServer server, byte[] result) {
            this.server = server;
            this.result = result;
        }
    }

    UserPassenger(StateMachineUnderTest subject) {
        this.subject = subject;
    }

    @Override
    public byte[] command(Chance chance, int maxBytes) {
        byte[] command = subject.randomCommand(new SplittableRandom(chance.nextLong()));
        if (command.length > MAX_COMMAND_BYTES) {
            throw new IllegalArgumentException(
                    "a command of " + command.length + " bytes: expected at most " + MAX_COMMAND_BYTES);
        }
        return command;
    }

    @Override
    public byte[] query(Chance chance) {
        return subject.randomQuery(new SplittableRandom(chance.nextLong())).orElse(new byte[0]);
    }

    @Override
    public Instance start(World world, SimulatedServer server) {
        return new Running(world, server);
    }

    @Override
    public void compareStates(List<SimulatedServer> servers) {
        for (SimulatedServer server : servers) {
            byte[] found = ((Running) server.process().passenger()).state();
            if (state == null) {
                state = found;
            } else if (!Arrays.equals(state, found)) {
                throw new InvariantBroken(STATES, server.id() + ", " + ByteText.difference(state, found));
            }
        }
    }

    private final class Running implements Instance {
        private final World world;
        private final SimulatedServer server;
        private final StateMachine machine = subject.newStateMachine();

        Running(World world, SimulatedServer server) {
            this.world = world;
            this.server = server;
        }

        @Override
        public void apply(CommittedEntry entry) {
            world.check(() -> compare(entry, result(entry)));
        }

        private byte[] result(CommittedEntry entry) {
            try {
                return machine.apply(entry).clone();
            } catch (Exception e) {
                InvariantBroken broken = new InvariantBroken(THROWS, at(entry) + " " + server.id() + " threw " + e);
                broken.initCause(e);
                throw broken;
            }
        }

        private void compare(CommittedEntry entry, byte[] result) {
            Known before = known.putIfAbsent(entry.index(), new Known(server, result));
            if (before != null && !Arrays.equals(before.result, result)) {
                throw new InvariantBroken(
                        RESULTS,
                        at(entry) + " " + before.server.id() + " answered " + ByteText.of(before.result) + ", and "
                                + server.id() + " " + ByteText.of(result));
            }
        }

        private static String at(CommittedEntry entry) {
            return "at index " + entry.index() + ", command " + ByteText.of(entry.commandBytes()) + ",";
        }

        @Override
        public void read(byte[] query) {
            try {
                machine.read(query);
            } catch (Exception e) {
                // Allowed: a query may be refused. What it leaves behind shows in later results.
                world.tell(server.id().value(), "refuses a query: " + e);
            }
        }

        private byte[] state() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (Snapshot view = machine.snapshot()) {
                view.writeTo(out);
            } catch (IOException e) {
                throw new InvariantBroken(STATES, server.id() + " cannot write its snapshot: " + e);
            }
            return out.toByteArray();
        }
    }
}
