package io.balsa.raft.testkit.statemachine;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ledgers with one fault each, of the kinds that people make. */
enum FaultyLedgers {
    WALL_CLOCK,
    RANDOM_ID,
    IDENTITY_HASH,
    SHARED_STATE,
    OUTSIDE_THE_SNAPSHOT,
    RESTORE_ADDS,
    LIVE_SNAPSHOT,
    KEPT_BUFFER,
    READ_CHANGES,
    SNAPSHOT_CHANGES,
    REUSED_RESULT,
    NULL_RESULT,
    THROWS,
    CHANGES_THE_COMMAND,
    ENUM_ORDER,
    SET_ORDER;

    private static final AtomicLong SHARED = new AtomicLong();

    enum Colour {
        RED,
        ORANGE,
        YELLOW,
        GREEN,
        BLUE,
        INDIGO,
        VIOLET
    }

    /** What stands in many a set by its identity. */
    private static final class Thing {
        private final String name;

        Thing(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    StateMachine make() {
        return new Faulty(this);
    }

    private static final class Faulty extends Ledger {
        private final FaultyLedgers fault;
        private final Set<Thing> things = new HashSet<>();
        private final Map<Colour, Integer> colours = new HashMap<>();
        private final List<ByteBuffer> kept = new ArrayList<>();
        private final byte[] reused = new byte[1];
        private long uncounted;
        private int zero;

        Faulty(FaultyLedgers fault) {
            this.fault = fault;
            for (int i = 0; i < ACCOUNTS; i++) {
                things.add(new Thing("t" + i));
            }
            for (Colour colour : Colour.values()) {
                colours.put(colour, colour.name().length());
            }
        }

        @Override
        public byte[] apply(CommittedEntry entry) {
            byte[] result = super.apply(entry);
            uncounted++;
            return switch (fault) {
                case WALL_CLOCK -> bytes("at " + System.currentTimeMillis());
                case RANDOM_ID -> bytes(UUID.randomUUID().toString());
                case IDENTITY_HASH -> bytes(things.toString());
                case SHARED_STATE -> bytes("number " + SHARED.incrementAndGet());
                case OUTSIDE_THE_SNAPSHOT -> bytes("number " + uncounted);
                case KEPT_BUFFER -> keep(entry);
                case REUSED_RESULT -> reuse(result);
                case NULL_RESULT -> null;
                case THROWS -> bytes("" + 1 / zero);
                case CHANGES_THE_COMMAND -> {
                    entry.command().put(0, (byte) 0);
                    yield result;
                }
                case ENUM_ORDER -> bytes(colours.toString());
                case SET_ORDER -> bytes(Set.of("a", "b", "c", "d", "e", "f").toString());
                default -> result;
            };
        }

        private byte[] keep(CommittedEntry entry) {
            kept.add(entry.command());
            return new byte[] {kept.get(kept.size() / 2).get(0)};
        }

        private byte[] reuse(byte[] result) {
            reused[0] = result[result.length - 1];
            return reused;
        }

        @Override
        public Snapshot snapshot() {
            if (fault == SNAPSHOT_CHANGES) {
                sums[0]++;
            }
            return fault == LIVE_SNAPSHOT ? out -> super.snapshot().writeTo(out) : super.snapshot();
        }

        @Override
        public void restore(InputStream in) throws IOException {
            long[] before = sums.clone();
            super.restore(in);
            if (fault == RESTORE_ADDS) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += before[i];
                }
            }
        }

        @Override
        public byte[] read(byte[] query) {
            if (fault == READ_CHANGES) {
                sums[0]++;
            }
            return super.read(query);
        }
    }
}
