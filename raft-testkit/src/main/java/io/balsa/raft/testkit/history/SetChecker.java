package io.balsa.raft.testkit.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows each element of a set through all reads. From the moment at which its add was acknowledged, or a read that saw it returned, every read invoked later
 * must see it: if one does not but a later one does, that one was stale; if none does any more, the element is lost. The time taken
 * grows with the total size of all reads.
 */
public final class SetChecker {
    private SetChecker() {}

    /**
     * Judges a history.
     *
     * @param history what the clients saw; no element is added twice at a key
     * @return {@link Verdict#INVALID} if an element is lost, stale, invented or held twice; {@link Verdict#UNKNOWN} if none is, but an acknowledged element
     *     could not be looked for because no read began after it: end with a read of each key
     */
    public static Judgement check(History<SetCall, SetAnswer> history) {
        Judgement all = Judgement.VALID;
        for (List<Operation<SetCall, SetAnswer>> key : history.byKey().values()) {
            all = all.and(checkKey(key));
        }
        return all;
    }

    private static Judgement checkKey(List<Operation<SetCall, SetAnswer>> operations) {
        Map<Long, SetElement> elements = new LinkedHashMap<>();
        List<Operation<SetCall, SetAnswer>> reads = new ArrayList<>();
        for (Operation<SetCall, SetAnswer> operation : operations) {
            if (operation.input() instanceof SetCall.Add add) {
                if (elements.put(add.element(), new SetElement(operation)) != null) {
                    throw new IllegalArgumentException("element " + add.element() + " is added twice at key "
                            + operation.key() + ": expected elements to be unique");
                }
            } else if (operation.isOk()) {
                reads.add(operation);
            }
        }
        List<String> findings = new ArrayList<>();
        for (Operation<SetCall, SetAnswer> read : reads) {
            inspect(read, elements, findings);
        }
        for (Operation<SetCall, SetAnswer> read : reads) {
            Set<Long> seen = new HashSet<>(seenBy(read));
            elements.forEach((value, element) -> element.missedUnless(seen.contains(value), read));
        }
        elements.values().forEach(element -> element.error().ifPresent(findings::add));
        return Judgement.of(Verdict.INVALID, findings).and(neverRead(elements.values()));
    }

    /** What is wrong with a read by itself; and it makes known what it saw. */
    private static void inspect(
            Operation<SetCall, SetAnswer> read, Map<Long, SetElement> elements, List<String> findings) {
        Set<Long> seen = new HashSet<>();
        for (long value : seenBy(read)) {
            SetElement element = elements.get(value);
            if (!seen.add(value)) {
                findings.add("Element " + value + " is there twice: " + read);
            } else if (element == null) {
                findings.add("Element " + value + " was never added, but is seen by " + read);
            } else {
                element.seen(read).ifPresent(findings::add);
            }
        }
    }

    private static List<Long> seenBy(Operation<SetCall, SetAnswer> read) {
        if (read.output().orElseThrow() instanceof SetAnswer.Elements answer) {
            return answer.elements();
        }
        throw new IllegalArgumentException("a read is answered as an add: " + read + ": expected elements");
    }

    private static Judgement neverRead(Collection<SetElement> elements) {
        List<SetElement> never =
                elements.stream().filter(SetElement::isNeverRead).toList();
        return never.isEmpty()
                ? Judgement.VALID
                : new Judgement(
                        Verdict.UNKNOWN,
                        List.of(never.size() + " acknowledged elements were never looked for, since no read began after"
                                + " them; the first: " + never.get(0)));
    }
}
