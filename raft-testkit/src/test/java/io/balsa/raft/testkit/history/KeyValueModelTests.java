package io.balsa.raft.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each history is one client after another; what one call leaves is what the next finds. */
final class KeyValueModelTests {
    private final List<Operation<KeyCall, KeyAnswer>> operations = new ArrayList<>();
    private int calls;

    private KeyValueModelTests ok(KeyCall call, KeyAnswer answer) {
        calls++;
        operations.add(Operation.ok(calls, "k", call, answer, 10L * calls, 10L * calls + 5));
        return this;
    }

    private KeyValueModelTests put(String value, long version) {
        return ok(new KeyCall.Put(value, KeyCondition.NONE), new KeyAnswer.Written(version));
    }

    private KeyValueModelTests unknown(KeyCall call) {
        calls++;
        operations.add(Operation.unknown(calls, "k", call, 10L * calls));
        return this;
    }

    private KeyValueModelTests get(String value, long version) {
        return ok(new KeyCall.Get(), new KeyAnswer.Found(value, version));
    }

    private void expect(Verdict verdict) {
        assertEquals(
                verdict,
                new LinearizabilityChecker()
                        .check(new KeyValueModel(), new History<>(operations))
                        .verdict());
    }

    private static KeyCall.Put putIf(String value, KeyCondition condition) {
        return new KeyCall.Put(value, condition);
    }

    @Test
    void versionsOfWritesAreSeenByReads() {
        ok(new KeyCall.Get(), new KeyAnswer.Missing())
                .put("a", 3)
                .get("a", 3)
                .put("b", 9)
                .get("b", 9);
        expect(Verdict.VALID);
    }

    @Test
    void findsRightValueWithWrongVersion() {
        put("a", 3).get("a", 4);
        expect(Verdict.INVALID);
    }

    @Test
    void findsVersionThatDoesNotGrow() {
        put("a", 3).put("b", 3);
        expect(Verdict.INVALID);
    }

    @Test
    void deleteDoesNotStartVersionsAnew() {
        put("a", 3)
                .ok(new KeyCall.Delete(KeyCondition.NONE), new KeyAnswer.Deleted())
                .ok(new KeyCall.Get(), new KeyAnswer.Missing())
                .ok(new KeyCall.Delete(KeyCondition.NONE), new KeyAnswer.Missing());
        expect(Verdict.VALID);
        put("b", 2);
        expect(Verdict.INVALID);
    }

    @Test
    void conditionsDecideWhetherWritesTakeEffect() {
        ok(putIf("a", KeyCondition.EXISTS), new KeyAnswer.Refused())
                .ok(putIf("a", KeyCondition.ABSENT), new KeyAnswer.Written(2))
                .ok(putIf("b", KeyCondition.ABSENT), new KeyAnswer.Refused())
                .ok(putIf("b", KeyCondition.version(1)), new KeyAnswer.Refused())
                .ok(putIf("b", KeyCondition.version(2)), new KeyAnswer.Written(5))
                .ok(new KeyCall.Delete(KeyCondition.version(2)), new KeyAnswer.Refused())
                .get("b", 5);
        expect(Verdict.VALID);
    }

    @Test
    void findsTwoWinnersForOneVersion() {
        put("a", 1)
                .ok(putIf("b", KeyCondition.version(1)), new KeyAnswer.Written(2))
                .ok(putIf("c", KeyCondition.version(1)), new KeyAnswer.Written(3));
        expect(Verdict.INVALID);
    }

    @Test
    void findsRefusalWithoutReason() {
        put("a", 1).ok(putIf("b", KeyCondition.version(1)), new KeyAnswer.Refused());
        expect(Verdict.INVALID);
    }

    @Test
    void findsUnconditionalWriteThatIsRefused() {
        ok(putIf("a", KeyCondition.NONE), new KeyAnswer.Refused());
        expect(Verdict.INVALID);
    }

    @Test
    void versionOfUnansweredWriteIsLearnedFromTheFirstRead() {
        put("a", 1).unknown(putIf("b", KeyCondition.NONE)).get("b", 4).get("b", 4);
        expect(Verdict.VALID);
        get("b", 5);
        expect(Verdict.INVALID);
    }

    @Test
    void versionOfUnansweredWriteIsGreaterThanThoseBefore() {
        put("a", 3).unknown(putIf("b", KeyCondition.NONE)).get("b", 3);
        expect(Verdict.INVALID);
    }

    @Test
    void unansweredWriteUsesUpAVersion() {
        unknown(putIf("a", KeyCondition.NONE));
        ok(putIf("b", KeyCondition.EXISTS), new KeyAnswer.Written(1));
        expect(Verdict.INVALID);
    }

    @Test
    void versionOfUnansweredWriteIsLearnedFromACondition() {
        put("a", 1)
                .unknown(putIf("b", KeyCondition.NONE))
                .ok(putIf("c", KeyCondition.version(3)), new KeyAnswer.Written(4))
                .get("c", 4);
        expect(Verdict.VALID);
    }

    @Test
    void unansweredConditionalWriteTakesNoEffectAgainstItsCondition() {
        put("a", 1).unknown(putIf("b", KeyCondition.ABSENT)).get("b", 2);
        expect(Verdict.INVALID);
    }

    @Test
    void unansweredDeleteMayTakeEffect() {
        put("a", 1).unknown(new KeyCall.Delete(KeyCondition.version(1))).ok(new KeyCall.Get(), new KeyAnswer.Missing());
        expect(Verdict.VALID);
        get("a", 1);
        expect(Verdict.INVALID);
    }

    @Test
    void acceptsRandomHistoriesOfACorrectStoreAndFindsMostWrongVersions() {
        int wrong = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<Operation<KeyCall, KeyAnswer>> calls = new RandomCalls<KeyCall, KeyAnswer>(
                            random, 4, 10, 2, 0.1, KeyValueModelTests::randomCall)
                    .run(new Store()::apply);
            assertEquals(Verdict.VALID, verdict(calls), "seed " + seed + ": " + calls);
            calls.replaceAll(KeyValueModelTests::withNextVersion);
            wrong += verdict(calls) == Verdict.INVALID ? 1 : 0;
        }
        assertTrue(wrong > 1_800, wrong + " of 2000 histories with wrong versions were found");
    }

    private static Verdict verdict(List<Operation<KeyCall, KeyAnswer>> calls) {
        return new LinearizabilityChecker()
                .check(new KeyValueModel(), new History<>(calls))
                .verdict();
    }

    private static KeyCall randomCall(Random random) {
        KeyCondition condition = switch (random.nextInt(6)) {
            case 0 -> KeyCondition.ABSENT;
            case 1 -> KeyCondition.EXISTS;
            case 2, 3 -> KeyCondition.version(1 + random.nextInt(20));
            default -> KeyCondition.NONE;
        };
        return switch (random.nextInt(5)) {
            case 0 -> new KeyCall.Delete(condition);
            case 1, 2 -> new KeyCall.Put("value " + random.nextInt(4), condition);
            default -> new KeyCall.Get();
        };
    }

    /** Has each read show a version one greater, and so one that was never there or belongs to something else. */
    private static Operation<KeyCall, KeyAnswer> withNextVersion(Operation<KeyCall, KeyAnswer> operation) {
        return operation.isOk() && operation.output().orElseThrow() instanceof KeyAnswer.Found found
                ? Operation.ok(
                        operation.process(),
                        operation.key(),
                        operation.input(),
                        new KeyAnswer.Found(found.value(), found.version() + 1),
                        operation.invokeNanos(),
                        operation.returnNanos())
                : operation;
    }

    /** A correct store, whose versions are indexes of commands, as in a log. */
    private static final class Store {
        private final Map<String, KeyAnswer.Found> entries = new HashMap<>();
        private long index;

        KeyAnswer apply(String key, KeyCall call) {
            index++;
            Optional<KeyAnswer.Found> entry = Optional.ofNullable(entries.get(key));
            if (call instanceof KeyCall.Put put) {
                if (!holds(put.condition(), entry)) {
                    return new KeyAnswer.Refused();
                }
                entries.put(key, new KeyAnswer.Found(put.value(), index));
                return new KeyAnswer.Written(index);
            }
            if (call instanceof KeyCall.Delete delete) {
                if (!holds(delete.condition(), entry)) {
                    return new KeyAnswer.Refused();
                }
                return entries.remove(key) == null ? new KeyAnswer.Missing() : new KeyAnswer.Deleted();
            }
            return entry.<KeyAnswer>map(found -> found).orElseGet(KeyAnswer.Missing::new);
        }

        private static boolean holds(KeyCondition condition, Optional<KeyAnswer.Found> entry) {
            return switch (condition.kind()) {
                case NONE -> true;
                case EXISTS -> entry.isPresent();
                case ABSENT -> entry.isEmpty();
                case VERSION ->
                    entry.filter(found -> found.version() == condition.version())
                            .isPresent();
            };
        }
    }

    @Test
    void conditionNamesAVersionIfItsRuleDoes() {
        assertThrows(IllegalArgumentException.class, () -> KeyCondition.version(0));
        assertThrows(IllegalArgumentException.class, () -> new KeyCondition(KeyCondition.Kind.ABSENT, 1));
    }
}
