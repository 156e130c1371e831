package io.balsa.raft.testkit.scenario;

import static io.balsa.raft.testkit.scenario.Scripts.contains;
import static io.balsa.raft.testkit.scenario.Scripts.failsAt;
import static io.balsa.raft.testkit.scenario.Scripts.passes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioRunnerTests {
    private static final String THREE = "scenario s\nnodes n1 n2 n3\nelect n1\n";

    @Test
    void aReportNamesLineExpectationAndStateOfEveryNode() {
        String report = failsAt(4, THREE + "expect n1 role=follower term=1 vote=n2\n");
        contains(report, "x.scenario:4: expect n1 role=follower term=1 vote=n2\n");
        contains(report, "expected: n1 role=follower vote=n2\n");
        contains(report, "seen:     n1 role=leader vote=n1\n");
        contains(report, "n1 LEADER");
        contains(report, "n2 FOLLOWER");
        contains(report, "n3 FOLLOWER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expect n1 log=1,1 | seen:     n1 log=1",
                "expect n1 members=n1,n2 | seen:     n1 members=n1,n2,n3",
                "expect n1 commit>=2 | seen:     n1 commit=1",
                "expect n1 peer n2 match=2 state=probe | seen:     n1 peer n2 match=1 state=replicate",
                "expect n2 peer n1 match=2 | seen:     n2 is follower",
                "expect message n1->n2 AppendRequest | seen:     nothing in flight n1->n2",
                "expect messages n1->n2 AppendRequest <= 0 | seen:     1 times",
                "expect proposal a committed | seen:     none was made",
                "expect all commit=equal | seen:     commit {n1=1, n2=0, n3=0}",
                "expect all role=follower | seen:     role {n1=leader, n2=follower, n3=follower}",
                "deliver n1->n2 AppendRequest | seen:     0 in flight",
                "persist n1 upto=99 | seen:     it has 2 batches",
                "crash n1 keep=0 | expected: to keep a number of batches that storage may keep: from 2",
                "restart n2 | ",
            })
    void whatIsNotSoFails(String line, String seen) {
        if (seen == null) {
            passes(THREE + line + "\n");
        } else {
            contains(failsAt(4, THREE + line + "\n"), seen);
        }
    }

    @Test
    void aMessageInFlightThatShouldNotBeIsShown() {
        String report = failsAt(5, THREE + "propose n1 a\nexpect no message n1->n2 AppendRequest\n");
        contains(report, "expected: not in flight n1->n2 AppendRequest");
        contains(report, "prevIndex=1");
    }

    @Test
    void anElectionThatIsNotWonFails() {
        contains(failsAt(4, THREE + "elect n2\n"), "seen:     n2 is PRE_CANDIDATE");
    }

    @Test
    void anInputToAServerThatIsDownFails() {
        contains(failsAt(5, THREE + "crash n2\ncampaign n2\n"), "seen:     n2 down");
    }

    @Test
    void aBrokenInvariantFailsTheScenario() {
        // A leader that nobody elected: n2 hears from it in the term that n1 leads.
        String report = failsAt(5, THREE + "inject n3->n2 AppendRequest term=1\ndeliver n3->n2\n");
        contains(report, "two leaders in term 1");
        contains(report, "expected: a core that finds its state sound");
    }

    @Test
    void anInvariantOfTheObserverFailsTheScenario() {
        // n3 is told of an acknowledgement that n2 never gave.
        String script = """
                scenario s
                nodes n1 n2 n3
                elect n1
                cut n1
                propose n1 a
                inject n2->n1 AppendResponse term=1 requestNumber=2 success=true match=2
                deliver n2->n1
                """;
        contains(failsAt(7, script), "I11, a match index is backed by the follower's disk");
    }

    @Test
    void proposalsHaveTheirOutcomes() {
        passes("""
                scenario s
                nodes n1 n2 n3
                elect n1
                propose n2 refused
                expect proposal refused rejected
                propose n1 a b
                expect proposal a pending index=2
                settle
                expect proposal b committed index=3
                cut n1
                propose n1 c
                crash n1
                expect proposal c unknown
                expect proposal c pending
                propose n1 d
                expect proposal d rejected
                tick 1100ms n2 n3
                elect n2
                expect proposal c lost
                """);
    }

    @Test
    void aCrashKeepsWhatTheScriptSays() {
        String script = """
                scenario s
                nodes n1
                elect n1
                persist n1 manual
                propose n1 a
                propose n1 b
                expect n1 unsaved=2 durable=1
                """;
        passes(script + "crash n1\nexpect n1 role=down last=1 term=1\nrestart n1\nexpect n1 last=1\n");
        passes(script + "crash n1 keep=acked\nrestart n1\nexpect n1 last=1\n");
        passes(script + "crash n1 keep=3\nrestart n1\nexpect n1 last=2\n");
        passes(script + "crash n1 keep=all\nrestart n1\nexpect n1 last=3 durable=3\n");
        passes(script + "persist n1 upto=3\ncrash n1\nrestart n1\nexpect n1 last=2\n");
        passes(script + "wipe n1\nexpect n1 last=0 term=0\nrestart n1\nexpect n1 last=0 role=follower\n");
    }

    @Test
    void messagesAreDeliveredLostRepeatedAndHeldAsTheScriptSays() {
        passes("""
                scenario s
                nodes n1 n2 n3
                elect n1
                cut n1->n3
                propose n1 a
                propose n1 b
                expect message n1->n2 AppendRequest prevIndex=1
                expect no message n1->n3
                expect messages n1->n3 AppendRequest = 3
                drop n1->n2 nth=2
                dup n1->n2 AppendRequest
                expect n2 last=2
                expect message n1->n2 AppendRequest prevIndex=1
                expect no message n1->n2 AppendRequest prevIndex=2
                heal n1-n3
                hold n1->n2 AppendRequest
                settle
                expect message n1->n2 AppendRequest
                release n1->n2
                settle
                expect no message n1->n2 AppendRequest
                """);
    }

    @Test
    void timePassesWhereTheScriptSaysAndInDeadlineSteps() {
        passes("""
                scenario s
                nodes n1 n2 n3
                elect n1
                tick 350ms n1
                expect messages n1->n2 AppendRequest = 4
                tick 3s n2
                expect n2 role=precandidate
                expect n3 role=follower
                """);
    }

    @Test
    void whatASubsetSettlesStaysAmongIt() {
        passes("""
                scenario s
                nodes n1 n2 n3
                elect n1
                propose n1 a
                settle n1 n2
                expect n1 commit=2
                expect n3 last=1
                expect message n1->n3 AppendRequest
                """);
    }

    @Test
    void jitterLiesBetweenAQuarterAndTheWholeOfItsBound() {
        SeededJitter jitter = new SeededJitter(7, NodeId.of("n1"));
        for (int i = 0; i < 1000; i++) {
            long drawn = jitter.nextNanos(1000);
            assertTrue(drawn >= 250 && drawn < 1000, "drawn " + drawn);
        }
    }
}
