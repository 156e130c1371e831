package io.balsa.raft.testkit.cluster;

import io.balsa.raft.CommittedEntry;
import io.balsa.raft.Snapshot;
import io.balsa.raft.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A state machine for tests: all words said, in order. Answers with all of them; the word {@code poison} stops the server. */
public class Words implements StateMachine {
    private String said = "";

    public static byte[] word(String word) {
        return word.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] apply(CommittedEntry entry) {
        String word = text(entry.commandBytes());
        if (word.equals("poison")) {
            throw new IllegalStateException("cannot say " + word);
        }
        said += word + " ";
        return word(said);
    }

    @Override
    public Snapshot snapshot() {
        String view = said;
        return out -> out.write(word(view));
    }

    @Override
    public void restore(InputStream in) throws IOException {
        said = text(in.readAllBytes());
    }

    @Override
    public byte[] read(byte[] query) {
        if (text(query).equals("why")) {
            throw new IllegalArgumentException("never asks why");
        }
        return word(said);
    }

    public String said() {
        return said;
    }
}
