package io.balsa.raft.testkit.scenario;

import static io.balsa.raft.testkit.scenario.Scripts.contains;
import static io.balsa.raft.testkit.scenario.Scripts.failsAt;
import static io.balsa.raft.testkit.scenario.Scripts.passes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioParserTests {
    private static final String HEAD = "scenario s\nnodes n1 n2 n3\n";

    @Test
    void commentsAndBlankLinesMeanNothing() {
        passes("# first\n\nscenario s   # its name\n\nnodes n1   # one\n\nelect n1 # leads\nexpect n1 role=leader\n");
    }

    @Test
    void theFirstLineNamesTheScenario() {
        contains(failsAt(2, "# no name\nnodes n1\n"), "expected the first line to be: scenario NAME");
        contains(failsAt(1, "scenario\n"), "expected the name of the scenario");
    }

    @Test
    void aScenarioWithoutNodesIsRefused() {
        contains(failsAt(1, "scenario s\n"), "no nodes");
    }

    @Test
    void anUnknownVerbIsNamedWithFileAndLine() {
        contains(failsAt(4, HEAD + "elect n1\nfrobnicate n1\n"), "unknown verb 'frobnicate'");
    }

    @Test
    void aMistakeInTheLastLineIsFoundBeforeAnythingRuns() {
        contains(failsAt(4, HEAD + "expect n1 role=leader\nfrobnicate\n"), "unknown verb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "elect n9 | no node 'n9'",
                "elect n1 n2 | unexpected word 'n2'",
                "elect | expected the name of a node",
                "tick 5 | expected a time like 250ms",
                "tick 5min | expected a time like 250ms",
                "propose n1 | expected words to propose",
                "propose n1 a a | a word stands twice",
                "deliver n1-n2 | expected a direction like n1->n2",
                "deliver n1->n2 Append | unknown message type 'Append'",
                "deliver n1->n2 nth=0 | expected nth=K",
                "deliver n1->n2 AppendRequest nth=x | expected a number",
                "cut n1-n9 | expected a link",
                "cut n9 | expected a link",
                "persist n1 sometimes | expected manual, auto, upto=K, all or fail",
                "crash n1 keep=some | expected a number",
                "expect | expected a node",
                "expect nobody role=leader | unknown word 'nobody'",
                "expect n1 colour=red | unknown field 'colour'",
                "expect n1 leader | expected key=value",
                "expect n1 peer n2 colour=red | unknown field 'colour'",
                "expect message n1->n2 AppendRequest granted=true | AppendRequest has the fields",
                "expect no n1 | expected: expect no message",
                "expect proposal a gone | unknown outcome 'gone'",
                "expect messages n1->n2 AppendRequest ~ 3 | expected = != < <= > or >=",
                "config colour=red | unknown setting 'colour'",
                "config prevote=maybe | expected on or off",
                "config inflight-bytes=1MB | expected a size like 1MiB",
                "nodes n1 | was declared before",
                "nodes n/1 | expected 1 to 64 characters",
                "log n1 1,2 | expected = and the terms",
                "log n1 = 2,1 | terms do not fall",
                "state n1 colour=red | unknown field 'colour'",
                "inject n1->n2 AppendRequest granted=true | AppendRequest has the fields",
            })
    void aMistakeIsExplained(String line, String explanation) {
        contains(failsAt(3, HEAD + line + "\n"), explanation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snapshot-at n2 index=4 term=2",
                "compact n1 to=14",
                "read n1 r1",
                "read-at n3 r2",
                "members n1 +n4 -n2",
                "members n1 learner +n5",
                "transfer n1 n3",
                "expect read r1 ready index=5",
            })
    void whatComesLaterIsSaidNotToBeSupportedYet(String line) {
        contains(failsAt(4, HEAD + "elect n1\n" + line + "\n"), "not supported yet: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config prevote=off", "nodes n4", "log n1 = 1", "state n1 term=2", "learners n5"})
    void theBeginningIsDescribedBeforeTheFirstInput(String line) {
        contains(failsAt(4, HEAD + "campaign n1\n" + line + "\n"), "expected before the first input");
    }

    @Test
    void messageTypesOfLaterVersionsMayBeExpectedNotToBeThere() {
        passes(HEAD + "elect n1\nexpect no message n1->n2 TimeoutNow\nexpect no message n1->n2 SnapshotRequest\n");
    }

    @Test
    void logsMayBeWrittenWithAndWithoutBlanks() {
        passes("scenario s\nnodes n1,n2\nlog n1 = 1,1, 2\nlog n2=1\nexpect n1 log=1,1,2 term=2\nexpect n2 last=1\n");
    }
}
