package io.balsa.raft.examples.kv.client;

import io.balsa.raft.examples.kv.json.JsonReader;
import java.nio.charset.StandardCharsets;

/**
 * What is known of a request.
 *
 * @param outcome whether it was taken
 * @param endpoint whom we asked last
 * @param status the HTTP status, 0 if there was no answer
 * @param version the key's version, 0 if the answer told none
 * @param index the log index of the answer, 0 if it told none
 * @param body the answer's body
 * @param problem what went wrong, for a person to read; empty if nothing did
 */
public record Reply(
        Outcome outcome, String endpoint, int status, long version, long index, byte[] body, String problem) {
    private static final byte[] NOTHING = {};

    /** What is known of a request. */
    public enum Outcome {
        /** The cluster answered, perhaps with a refusal such as 404 or 412. */
        ANSWERED,
        /** A write certainly did not and will not take effect; a read was not answered. Asking again is safe. */
        NOT_TAKEN,
        /** A write may have taken effect, or may still do so. */
        UNKNOWN
    }

    static Reply withoutAnswer(Outcome outcome, String endpoint, String problem) {
        return new Reply(outcome, endpoint, 0, 0, 0, NOTHING, problem);
    }

    /** {@return whether the cluster did what was asked} */
    public boolean isSuccess() {
        return outcome == Outcome.ANSWERED && status >= 200 && status < 300;
    }

    /** {@return the body as text} */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    static String problem(String endpoint, int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            Object message = JsonReader.readObject(text).get("message");
            return endpoint + " answers " + status + ": " + message;
        } catch (IllegalArgumentException e) {
            return endpoint + " answers " + status + ": " + text.strip();
        }
    }
}
