package io.balsa.raft.core;

import static io.balsa.raft.core.TestServer.N2;
import static io.balsa.raft.core.TestServer.N3;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.VoteResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The same inputs give the same outputs, a copy lives a life of its own, and equal states have equal fingerprints. */
class DeterminismTests {
    /** Writes down everything that comes out. */
    private static final class Tape implements Effects {
        final List<String> lines = new ArrayList<>();
        long lastSeq;

        @Override
        public void persist(PersistBatch batch) {
            lastSeq = batch.seq();
            lines.add(batch.toString());
        }

        @Override
        public void send(NodeId to, RaftMessage message) {
            lines.add(to + " " + message);
        }

        @Override
        public void apply(long from, long to) {
            lines.add("apply " + from + " " + to);
        }

        @Override
        public void roleChanged(RoleChange change) {
            lines.add(change.toString());
        }

        @Override
        public void membershipChanged(Membership effective) {
            lines.add(effective.toString());
        }
    }

    private static RaftCore core() {
        return new RaftCore(
                TestServer.settings(true, true),
                TestServer.N1,
                TestServer.cluster(3),
                TestServer.restored(new io.balsa.raft.spi.HardState(2, java.util.Optional.empty()), 1, 1, 2),
                DeterminismTests::slice,
                bound -> bound / 3,
                0);
    }

    /** Payloads and sizes do not matter here; terms of slices are not looked at by the core that sends them. */
    private static Entries slice(long from, long to, long maxBytes) {
        long[] terms = new long[(int) Math.min(3, to - from + 1)];
        Arrays.fill(terms, 1);
        return TestEntries.of(from, terms);
    }

    /** An input drawn so that it often makes sense: current terms, indexes near the end of the log. */
    private static Consumer<RaftCore> draw(SplittableRandom random, RaftCore core, Tape tape, long[] clock) {
        NodeId peer = random.nextBoolean() ? N2 : N3;
        long term = Math.max(0, core.term() + random.nextInt(-1, 2));
        long index = Math.max(core.commitIndex(), core.lastIndex() - random.nextInt(3));
        switch (random.nextInt(9)) {
            case 0:
                long now = clock[0] += random.nextInt(600);
                return c -> c.tick(now);
            case 1:
                return c -> c.receive(peer, TestServer.vote(term, index, term));
            case 2:
                return c -> c.receive(peer, new VoteResponse(term, true));
            case 3:
                return c -> c.receive(peer, new PreVoteResponse(term, term + 1, true));
            case 4:
                if (core.role() == Role.LEADER || core.leader().isPresent()) {
                    return c -> c.connectionLost(peer);
                }
                long appendTerm = core.term() + 1;
                long prevTerm = core.termAt(index);
                AppendRequest request =
                        new AppendRequest(appendTerm, index, prevTerm, index, 1, TestEntries.of(index + 1, appendTerm));
                return c -> c.receive(peer, request);
            case 5:
                long number = random.nextInt(1, 30);
                AppendResponse response = new AppendResponse(
                        term, number, random.nextInt(4) > 0, index, index, index - 1, 1, index, index);
                return c -> c.receive(peer, response);
            case 6:
                long seq = tape.lastSeq;
                return c -> c.persisted(seq);
            case 7:
                TestEntries entries = TestEntries.of(core.lastIndex() + 1, core.term(), core.term());
                return c -> c.propose(entries);
            default:
                return RaftCore::campaign;
        }
    }

    @Test
    void replayGivesTheSameOutputsAndACopyLivesOn() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] clock = {0};
            RaftCore original = core();
            RaftCore copied = core();
            Tape tape = new Tape();
            Tape copyTape = new Tape();
            for (int step = 0; step < 200; step++) {
                Consumer<RaftCore> input = draw(random, original, tape, clock);
                RaftCore before = copied;
                long fingerprintBefore = before.fingerprint(Fingerprint.exact());
                copied = before.copy(DeterminismTests::slice, bound -> bound / 3);
                assertEquals(fingerprintBefore, copied.fingerprint(Fingerprint.exact()));

                input.accept(original);
                original.flush(tape);
                input.accept(copied);
                copied.flush(copyTape);

                assertEquals(tape.lines, copyTape.lines);
                assertEquals(original.fingerprint(Fingerprint.exact()), copied.fingerprint(Fingerprint.exact()));
                assertEquals(fingerprintBefore, before.fingerprint(Fingerprint.exact()), "a copy changed its original");
                tape.lines.clear();
                copyTape.lines.clear();
            }
        }
    }

    @Test
    void fingerprintsTellStatesApart() {
        RaftCore one = core();
        long start = one.fingerprint(Fingerprint.exact());
        one.campaign();
        long campaigning = one.fingerprint(Fingerprint.exact());
        one.receive(N2, new PreVoteResponse(2, 3, true));
        assertNotEquals(start, campaigning);
        assertNotEquals(campaigning, one.fingerprint(Fingerprint.exact()));
    }

    @Test
    void flushWithoutEffectsHandsOutNothing() {
        RaftCore core = core();
        Tape tape = new Tape();
        core.flush(tape);
        tape.lines.clear();
        assertEquals(false, core.hasEffects());
        core.flush(tape);
        assertEquals(List.of(), tape.lines);
    }
}
