package io.balsa.raft.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JsonLinesTests {
    private static String write(List<? extends Operation<?, ?>> operations) throws IOException {
        StringBuilder out = new StringBuilder();
        for (Operation<?, ?> operation : operations) {
            JsonLines.write(new History<>(List.of(operation)), out);
        }
        return out.toString();
    }

    @Test
    void writesALineForEachCall() throws IOException {
        List<Operation<RegisterCall<Integer>, RegisterAnswer<Integer>>> operations = List.of(
                Operation.ok(1, "k", new RegisterCall.Write<>(5), new RegisterAnswer.Written<>(), 10, 20),
                Operation.ok(2, "k", new RegisterCall.Read<>(), new RegisterAnswer.Holds<>(Optional.of(5)), 15, 25),
                Operation.failed(2, "k", new RegisterCall.CompareAndSet<>(5, 6), 30, 31),
                Operation.unknown(3, "k", new RegisterCall.Read<>(), 32));
        StringBuilder out = new StringBuilder();
        JsonLines.write(new History<>(operations), out);
        assertEquals("""
                {"process":1,"key":"k","input":{"f":"write","value":5},"outcome":"ok","output":{"f":"written"},"invokeNanos":10,"returnNanos":20}
                {"process":2,"key":"k","input":{"f":"read"},"outcome":"ok","output":{"f":"holds","value":5},"invokeNanos":15,"returnNanos":25}
                {"process":2,"key":"k","input":{"f":"cas","expected":5,"value":6},"outcome":"failed","invokeNanos":30,"returnNanos":31}
                {"process":3,"key":"k","input":{"f":"read"},"outcome":"unknown","invokeNanos":32}
                """, out.toString());
    }

    @Test
    void writesListsAndNestedValues() throws IOException {
        assertEquals(
                """
                {"process":1,"key":"k","input":{"f":"read"},"outcome":"ok","output":{"f":"whole","elements":[3,1]},"invokeNanos":0,"returnNanos":1}
                {"process":1,"key":"k","input":{"f":"read"},"outcome":"ok","output":{"f":"elements","elements":[]},"invokeNanos":0,"returnNanos":1}
                """,
                write(List.of(
                        Operation.ok(1, "k", new ListCall.Read(), new ListAnswer.Whole(List.of(3L, 1L)), 0, 1),
                        Operation.ok(1, "k", new SetCall.Read(), new SetAnswer.Elements(List.of()), 0, 1))));
    }

    @Test
    void escapesText() throws IOException {
        assertEquals(
                "{\"process\":1,\"key\":\"a\\\"b\\\\\",\"input\":\"line\\u000aend \u00e9 \\ud83d\\ude00\",\"outcome\":\"unknown\","
                        + "\"invokeNanos\":0}\n",
                write(List.of(Operation.unknown(1, "a\"b\\", "line\nend \u00e9 \ud83d\ude00", 0))));
    }
}
