package io.balsa.raft.examples.kv.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.balsa.raft.examples.kv.demo.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoLedgerTests {
    private static final String SLOT = "k";
    private static final String KEY = "k/0";
    private final DemoLedger ledger = new DemoLedger();

    @Test
    void correctStoreIsNotBlamed() {
        acknowledge();
        acknowledge();
        read(2);
        ledger.beginWrite(KEY);
        read(3);
        ledger.unknown(SLOT);
        ledger.readBack(KEY, 3);
        assertEquals(List.of(), ledger.violations());
        assertEquals(new DemoLedger.Counts(2, 0, 1, 0, 2), ledger.counts());
    }

    @Test
    void lostWriteIsReported() {
        acknowledge();
        acknowledge();
        ledger.readBack(KEY, 1);
        assertOnly(Kind.LOST_WRITE);
    }

    @Test
    void lostKeyIsReported() {
        acknowledge();
        ledger.readBack(KEY, 0);
        assertOnly(Kind.LOST_WRITE);
    }

    @Test
    void readOlderThanAnAcknowledgementBeforeItIsStale() {
        acknowledge();
        acknowledge();
        read(1);
        assertOnly(Kind.STALE_READ);
    }

    @Test
    void missingKeyAfterAnAcknowledgementIsStale() {
        acknowledge();
        read(0);
        assertOnly(Kind.STALE_READ);
    }

    @Test
    void readOlderThanAnotherReadBeforeItIsStale() {
        ledger.beginWrite(KEY);
        read(1);
        read(0);
        assertOnly(Kind.STALE_READ);
    }

    @Test
    void acknowledgementDuringAReadDoesNotMakeItStale() {
        acknowledge();
        DemoLedger.Read read = ledger.beginRead(KEY);
        acknowledge();
        ledger.endRead(read, 1);
        assertEquals(List.of(), ledger.violations());
    }

    @Test
    void writeUnderWayMayShowOrNot() {
        acknowledge();
        ledger.beginWrite(KEY);
        read(1);
        read(2);
        assertEquals(List.of(), ledger.violations());
    }

    @Test
    void unknownWriteMayShowOrNotInTheEnd() {
        acknowledge();
        ledger.beginWrite(KEY);
        ledger.unknown(SLOT);
        assertEquals("k/1", ledger.currentKey(SLOT));
        assertEquals(KEY, ledger.previousKey(SLOT));
        ledger.readBack(KEY, 1);
        ledger.readBack(KEY, 2);
        assertEquals(List.of(), ledger.violations());
    }

    @Test
    void unknownWriteThatWasReadMustStay() {
        acknowledge();
        ledger.beginWrite(KEY);
        ledger.unknown(SLOT);
        read(2);
        ledger.readBack(KEY, 1);
        assertOnly(Kind.STALE_READ);
    }

    @Test
    void valueThatNobodyWroteIsImpossible() {
        acknowledge();
        read(2);
        assertOnly(Kind.IMPOSSIBLE_VALUE);
    }

    @Test
    void writeThatWasRefusedMustNotShow() {
        acknowledge();
        long refused = ledger.beginWrite(KEY);
        ledger.notTaken(KEY, refused);
        ledger.readBack(KEY, refused);
        assertOnly(Kind.IMPOSSIBLE_VALUE);
    }

    @Test
    void writeWhoseConditionFailsMustNotShow() {
        acknowledge();
        ledger.conditionFails(KEY, ledger.beginWrite(KEY));
        read(2);
        assertOnly(Kind.IMPOSSIBLE_VALUE);
        assertEquals(new DemoLedger.Counts(1, 0, 0, 1, 1), ledger.counts());
    }

    @Test
    void writeThatWasReadMustNotBeRefusedAfterwards() {
        long refused = ledger.beginWrite(KEY);
        read(refused);
        ledger.notTaken(KEY, refused);
        assertOnly(Kind.IMPOSSIBLE_VALUE);
    }

    @Test
    void versionIsThatOfTheLastAcknowledgement() {
        assertEquals(0, ledger.version(KEY));
        ledger.acknowledged(KEY, ledger.beginWrite(KEY), 17);
        ledger.notTaken(KEY, ledger.beginWrite(KEY));
        assertEquals(17, ledger.version(KEY));
        assertEquals(KEY, ledger.currentKey(SLOT));
        assertEquals(KEY, ledger.previousKey(SLOT));
    }

    @Test
    void keysAreJudgedOneByOne() {
        acknowledge();
        acknowledge();
        ledger.acknowledged("other", ledger.beginWrite("other"), 1);
        ledger.readBack("other", 1);
        assertEquals(List.of(), ledger.violations());
        assertEquals(List.of(KEY, "other"), ledger.keys());
    }

    private void acknowledge() {
        long sequence = ledger.beginWrite(KEY);
        ledger.acknowledged(KEY, sequence, sequence);
    }

    private void read(long sequence) {
        ledger.endRead(ledger.beginRead(KEY), sequence);
    }

    private void assertOnly(Kind kind) {
        assertEquals(
                List.of(kind), ledger.violations().stream().map(Violation::kind).toList());
    }
}
