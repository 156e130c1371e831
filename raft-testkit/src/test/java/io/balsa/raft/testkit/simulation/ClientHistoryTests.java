package io.balsa.raft.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import io.balsa.raft.testkit.history.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What clients see is judged by itself: bugs planted in the state machine are found though nobody compares its answers with the log. */
class ClientHistoryTests {
    private static final Duration SAFETY = Duration.ofSeconds(10);
    private static final long FIRST_SEED = 1;

    /** A state machine with a bug, which strikes at the same commands on every server, and only at keys of one kind. */
    private abstract static class Buggy implements StateMachine {
        final StateMachine real;
        private final boolean registers;
        private int reads;

        Buggy(StateMachine real, boolean registers) {
            this.real = real;
            this.registers = registers;
        }

        byte[] strikeCommand(CommittedEntry entry) throws Exception {
            return real.apply(entry);
        }

        byte[] strikeQuery(byte[] query) throws Exception {
            return real.read(query);
        }

        @Override
        public byte[] apply(CommittedEntry entry) throws Exception {
            return entry.index() % 20 == 0 && isOurs(keyOf(entry)) ? strikeCommand(entry) : real.apply(entry);
        }

        @Override
        public byte[] read(byte[] query) throws Exception {
            return isOurs(ByteBuffer.wrap(query).getInt()) && ++reads % 5 == 0 ? strikeQuery(query) : real.read(query);
        }

        private boolean isOurs(int key) {
            return key >= AppendMachine.FIRST_REGISTER == registers;
        }

        static int keyOf(CommittedEntry entry) {
            return entry.command().duplicate().getInt(8);
        }

        @Override
        public Snapshot snapshot() {
            return real.snapshot();
        }

        @Override
        public void restore(InputStream in) throws IOException {
            real.restore(in);
        }
    }

    /** Answers a query now and then as it did the last time that the bug struck. */
    private static final class StaleReads extends Buggy {
        private final Map<ByteBuffer, byte[]> remembered = new HashMap<>();

        StaleReads(StateMachine real, boolean registers) {
            super(real, registers);
        }

        @Override
        byte[] strikeQuery(byte[] query) throws Exception {
            byte[] now = real.read(query);
            byte[] before = remembered.putIfAbsent(ByteBuffer.wrap(query), now);
            return before == null ? now : before;
        }
    }

    /** Answers as if it had done what it was told, and does not. */
    private static final class LostWrites extends Buggy {
        LostWrites(StateMachine real, boolean registers) {
            super(real, registers);
        }

        @Override
        byte[] strikeCommand(CommittedEntry entry) throws Exception {
            Answer before = Answer.decode(real.read(AppendMachine.query(keyOf(entry), new byte[0])));
            long operation = entry.command().duplicate().getLong();
            return new Answer(entry.index(), before.length() + 1, operation, 0, before.value(), false).encode();
        }
    }

    /** Does what it is told twice. */
    private static final class DoubledWrites extends Buggy {
        DoubledWrites(StateMachine real, boolean registers) {
            super(real, registers);
        }

        @Override
        byte[] strikeCommand(CommittedEntry entry) throws Exception {
            real.apply(entry);
            return real.apply(entry);
        }
    }

    private static SimulationResult run(boolean registers, UnaryOperator<StateMachine> bug) {
        Profile profile = registers ? Profile.PARTITIONS : Profile.CALM;
        long seed = FIRST_SEED;
        while (registers && profile.settings(seed).registerClients() < 3) {
            seed++;
        }
        World world = new World(seed, profile.settings(seed), Trace.NONE, new Application(bug, false));
        return Simulation.run(profile, seed, SAFETY, profile.plan(seed, SAFETY.toNanos()), world);
    }

    private static void assertFound(String how, boolean registers, UnaryOperator<StateMachine> bug) {
        String found = run(registers, bug).violation().orElse("nothing");
        assertTrue(found.startsWith("H1, "), found);
        assertTrue(found.contains(how), found);
    }

    @Test
    void aStaleReadOfAListIsFound() {
        assertFound("took effect before the first", false, real -> new StaleReads(real, false));
    }

    @Test
    void anAppendThatWasAcknowledgedAndLostIsFound() {
        assertFound("lost or reordered", false, real -> new LostWrites(real, false));
    }

    @Test
    void anAppendThatIsAppliedTwiceIsFound() {
        assertFound("twice", false, real -> new DoubledWrites(real, false));
    }

    @Test
    void aStaleReadOfARegisterIsFound() {
        assertFound("is not linearizable", true, real -> new StaleReads(real, true));
    }

    @Test
    void aWriteThatWasAcknowledgedAndLostIsFound() {
        assertFound("is not linearizable", true, real -> new LostWrites(real, true));
    }

    @Test
    void aConditionalWriteThatIsAppliedTwiceIsFound() {
        assertFound("is not linearizable", true, real -> new DoubledWrites(real, true));
    }

    @Test
    void withoutABugNothingIsFound() {
        for (boolean registers : new boolean[] {false, true}) {
            SimulationResult result = run(registers, real -> real);
            assertEquals(Optional.empty(), result.violation());
            long ok = result.history().registers().operations().stream()
                    .filter(operation -> operation.outcome() == Outcome.OK)
                    .count();
            assertTrue(registers ? ok > 200 : ok == 0, ok + " calls of registers");
        }
    }

    @Test
    void whereNothingGoesWrongTooLittleIsConcurrentToMeanMuch() {
        List<String> missing = run(false, real -> real).history().whatIsMissing();
        assertFalse(missing.isEmpty());
        assertTrue(missing.stream().allMatch(what -> what.contains("concurrent pairs")), missing.toString());
        assertEquals(List.of(), run(true, real -> real).history().whatIsMissing());
    }

    @Test
    void aHistoryIsWrittenALineACall() throws IOException {
        ClientHistory history = run(true, real -> real).history();
        StringBuilder out = new StringBuilder();
        history.write(out);
        assertEquals(history.calls(), out.toString().lines().count());
    }
}
