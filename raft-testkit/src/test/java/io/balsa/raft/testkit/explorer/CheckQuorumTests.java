package io.balsa.raft.testkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.VoteRequest;
import java.io.IOException;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** With check-quorum, the explorer gets to what depends on time. n1 leads at first. */
class CheckQuorumTests {
    private static final int N1 = 0;
    private static final int N2 = 1;
    private static final int N3 = 2;

    private final Model model;

    CheckQuorumTests() throws IOException {
        model = Start.load("check-quorum").model();
    }

    private State after(State from, Kind kind, IntPredicate which) {
        int[] actions = model.actions(from, new int[64]);
        for (int i = 1; i <= actions[0]; i++) {
            if (Kind.of(actions[i]) == kind && which.test(actions[i])) {
                State to = new State(from.nodes.length);
                assertEquals(Model.Result.REACHED, model.apply(from, actions[i], to));
                return to;
            }
        }
        throw new AssertionError("no " + kind + " may happen");
    }

    private State after(State from, Kind kind, int server) {
        return after(from, kind, (int action) -> Kind.server(action) == server);
    }

    private NodeState node(State state, int server) {
        return model.catalog().state(state.nodes[server]);
    }

    @Test
    void aLeaderThatHearsNobodyGivesUpInItsTerm() {
        State once = after(model.start(), Kind.HEARTBEAT, N1);
        assertTrue(node(once, N1).leads);
        State twice = after(once, Kind.HEARTBEAT, N1);
        assertFalse(node(twice, N1).leads);
        assertEquals(node(once, N1).term, node(twice, N1).term);
    }

    @Test
    void whoHearsALeaderIgnoresARequestForAVoteUntilThatHasLapsed() {
        State asked = after(after(model.start(), Kind.CAMPAIGN, N3), Kind.PERSIST, N3);
        long term = node(model.start(), N2).term;
        assertEquals(term, node(requested(asked), N2).term);
        assertEquals(term + 1, node(requested(after(asked, Kind.LAPSE, N2)), N2).term);
    }

    private State requested(State asked) {
        return after(asked, Kind.DELIVER, (int action) -> {
            Message message = model.catalog().message(Kind.argument(action));
            return message.to == N2 && message.content instanceof VoteRequest;
        });
    }
}
