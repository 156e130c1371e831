package io.balsa.raft.testkit.statemachine;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Goes through a script with a state machine, in one of the variations, and notes the answers. */
final class Pass {
    private static final long TERM = 1;
    private static final int USED_STEPS = 20;

    private final StateMachineUnderTest subject;
    private final Script script;
    private final Variation variation;
    private final Transcript transcript;
    private final List<byte[]> results = new ArrayList<>();
    private final List<byte[]> resultsAsReturned = new ArrayList<>();
    private final List<Step> resultSteps = new ArrayList<>();
    private StateMachine machine;
    private Optional<Snapshot> late = Optional.empty();
    private int latePosition;

    private Pass(StateMachineUnderTest subject, Script script, Variation variation) {
        this.subject = subject;
        this.script = script;
        this.variation = variation;
        this.transcript = new Transcript(script);
        this.machine = subject.newStateMachine();
    }

    static Transcript play(StateMachineUnderTest subject, Script script, Variation variation) {
        Pass pass = new Pass(subject, script, variation);
        for (int position = 0; position < script.steps().size(); position++) {
            Step step = script.steps().get(position);
            try {
                pass.take(position, step);
            } catch (Exception e) {
                throw new AssertionError(variation + " fails at the " + step + ": " + e, e);
            }
        }
        pass.checkResultsAreLeftAlone();
        return pass.transcript;
    }

    private void take(int position, Step step) throws Exception {
        switch (step.kind()) {
            case COMMAND -> transcript.put(position, apply(step));
            case QUERY -> {
                if (variation != Variation.COMMANDS_ONLY) {
                    transcript.put(position, read(step));
                }
            }
            case SNAPSHOT -> {
                if (variation != Variation.COMMANDS_ONLY || script.isLast(position)) {
                    takeSnapshot(position);
                }
            }
        }
    }

    private byte[] apply(Step step) throws Exception {
        byte[] lent = step.input();
        byte[] result = machine.apply(new CommittedEntry(
                step.index(),
                TERM,
                step.timestampMillis(),
                ByteBuffer.wrap(lent).asReadOnlyBuffer()));
        if (result == null) {
            throw new IllegalStateException("apply returned null, expected a result, perhaps an empty one");
        }
        results.add(result);
        resultsAsReturned.add(result.clone());
        resultSteps.add(step);
        // Whoever kept the buffer instead of a copy will find other bytes in each variation.
        Arrays.fill(lent, variation.filling());
        return result;
    }

    private byte[] read(Step step) {
        try {
            byte[] answer = machine.read(step.input());
            return answer == null ? text("answers null") : answer;
        } catch (Exception e) { // allowed, and then everywhere; the message may name an object
            return text("throws " + e.getClass().getName());
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void takeSnapshot(int position) throws Exception {
        if (variation != Variation.LATE_SNAPSHOTS) {
            byte[] state = write(machine.snapshot());
            transcript.put(position, state);
            if (variation == Variation.RESTORED && !script.isLast(position)) {
                restore(state);
            }
            return;
        }
        Snapshot taken = machine.snapshot();
        writeLate();
        late = Optional.of(taken);
        latePosition = position;
        if (script.isLast(position)) {
            writeLate();
        }
    }

    private void writeLate() throws IOException {
        if (late.isPresent()) {
            transcript.put(latePosition, write(late.get()));
            late = Optional.empty();
        }
    }

    private static byte[] write(Snapshot snapshot) throws IOException {
        try (snapshot) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            snapshot.writeTo(out);
            return out.toByteArray();
        }
    }

    /** A restored state replaces all there was: so it goes into an instance that is not new. */
    private void restore(byte[] state) throws Exception {
        machine = subject.newStateMachine();
        for (int i = 0; i < USED_STEPS && i < script.steps().size(); i++) {
            Step step = script.steps().get(i);
            if (step.kind() == Step.Kind.COMMAND) {
                apply(step);
            }
        }
        machine.restore(new ByteArrayInputStream(state));
    }

    private void checkResultsAreLeftAlone() {
        for (int i = 0; i < results.size(); i++) {
            if (!Arrays.equals(results.get(i), resultsAsReturned.get(i))) {
                throw new AssertionError(
                        variation + " changed the result of the " + resultSteps.get(i) + " after it had returned it");
            }
        }
    }
}
