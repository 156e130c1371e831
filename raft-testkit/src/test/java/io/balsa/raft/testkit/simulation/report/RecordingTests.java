package io.balsa.raft.testkit.simulation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a page keeps of a long run, and that nothing said in a run can break out of it. */
class RecordingTests {
    private static RunEvent.State state(long atNanos, long term, boolean isTurn) {
        return new RunEvent.State(atNanos, "n1", "FOLLOWER", term, 0, 0, "", "", isTurn);
    }

    @Test
    void ofWhatIsLongAgoTheOutlineIsKept() {
        Recording recording = new Recording(2);
        List<RunEvent> events = List.of(
                new RunEvent.Up(1, "n1", "starts"),
                state(2, 1, true),
                state(3, 1, false),
                new RunEvent.Sent(4, 1, "n1", "n2", "append", "append t1", false),
                new RunEvent.Struck(5, 100, "PAUSE", "PAUSE 5", List.of("n1"), List.of()),
                new RunEvent.Sent(6, 2, "n1", "n2", "append", "append t1", false),
                new RunEvent.Wrote(7, "n1", "writes"),
                new RunEvent.Violated(8, "I1, broken"));
        events.forEach(recording::add);
        assertEquals(
                List.of(events.get(0), events.get(1), events.get(4), events.get(6), events.get(7)), recording.events());
        assertEquals(3, recording.leftOut());
        assertEquals(7, recording.completeFromNanos());
    }

    @Test
    void aRunThatIsKeptWholeIsCompleteFromTheBeginning() {
        Recording recording = new Recording(2);
        recording.add(state(5, 1, false));
        assertEquals(0, recording.completeFromNanos());
    }

    @Test
    void whatIsSaidInARunStaysText() {
        Recording recording = new Recording();
        String words = "</script><script>\"\\\n\t\u0001\uD83D\uDE00";
        recording.add(new RunEvent.Note(1, "n1", words));
        RunFacts facts = new RunFacts(
                "1", "calm", "bin/sim", Optional.of(words), 9, Map.of(), Map.of(), List.of("n1"), List.of(), "");
        String html = Page.html(facts, recording);
        String json = html.substring(html.indexOf("id=\"data\">") + 10);
        json = json.substring(0, json.indexOf("</script>"));
        assertFalse(json.contains("<"), json);
        Map<?, ?> data = (Map<?, ?>) StrictJson.parse(json);
        assertEquals(words, data.get("violation"));
        assertEquals(List.of(List.of(1L, "n", "n1", words)), data.get("events"));
    }
}
