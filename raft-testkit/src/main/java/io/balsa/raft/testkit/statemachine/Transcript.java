package io.balsa.raft.testkit.statemachine;

import io.balsa.raft.testkit.text.ByteText;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** What a state machine answered, step by step. */
final class Transcript {
    private final Script script;
    private final byte[][] answers;

    Transcript(Script script) {
        this.script = script;
        this.answers = new byte[script.steps().size()][];
    }

    void put(int position, byte[] answer) {
        answers[position] = answer.clone();
    }

    /** {@return the first step that both took and that was answered differently, with both answers; empty if there is none} */
    Optional<String> difference(Transcript other) {
        for (int i = 0; i < answers.length; i++) {
            byte[] answer = answers[i];
            byte[] otherAnswer = other.answers[i];
            if (answer != null && otherAnswer != null && !Arrays.equals(answer, otherAnswer)) {
                Step step = script.steps().get(i);
                String nl = System.lineSeparator();
                return Optional.of("the " + step + (step.input().length > 0 ? ", " + ByteText.of(step.input()) : "")
                        + nl + "  one answer:   " + ByteText.of(answer)
                        + nl + "  the other:    " + ByteText.of(otherAnswer)
                        + nl + "  " + ByteText.difference(answer, otherAnswer));
            }
        }
        return Optional.empty();
    }

    void write(DataOutputStream out) throws IOException {
        for (int i = 0; i < answers.length; i++) {
            writeBytes(out, script.steps().get(i).input());
            writeBytes(out, answers[i]);
        }
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * Reads what {@link #write} wrote in another JVM.
     *
     * @throws NotRepeatableException if the commands there were others
     */
    static Transcript read(Script script, DataInputStream in) throws IOException {
        Transcript transcript = new Transcript(script);
        for (int i = 0; i < transcript.answers.length; i++) {
            Step step = script.steps().get(i);
            byte[] input = in.readNBytes(in.readInt());
            if (!Arrays.equals(input, step.input())) {
                throw new NotRepeatableException(step, input);
            }
            transcript.answers[i] = in.readNBytes(in.readInt());
        }
        return transcript;
    }
}
