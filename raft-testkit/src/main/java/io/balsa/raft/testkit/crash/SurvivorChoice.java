package io.balsa.raft.testkit.crash;

import io.balsa.raft.testkit.disk.PendingOperation;
import io.balsa.raft.testkit.disk.Survivors;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Collectors;

/**
 * What survives one power cut, in a form that can be printed and read again: {@code 0,2,3~117} keeps operations 0 and 2 and the first 117 bytes of
 * sector 3; {@code none} keeps nothing; {@code +lengths} at the end keeps the lengths of files too.
 *
 * @param kept numbers of the operations that survive
 * @param torn number of the last sector that survives, if it does so in part; otherwise -1
 * @param tornBytes how many of its bytes do
 * @param lengthsSurvive whether files are as long as they were in the cache
 */
record SurvivorChoice(BitSet kept, int torn, int tornBytes, boolean lengthsSurvive) implements Survivors {
    private static final String NONE = "none";
    private static final String LENGTHS = "+lengths";

    static SurvivorChoice of(BitSet kept) {
        return new SurvivorChoice(kept, -1, 0, false);
    }

    SurvivorChoice tornAt(int sector, int bytes) {
        return new SurvivorChoice(kept, sector, bytes, lengthsSurvive);
    }

    SurvivorChoice withLengths() {
        return new SurvivorChoice(kept, torn, tornBytes, true);
    }

    static SurvivorChoice parse(String text) {
        boolean lengths = text.endsWith(LENGTHS);
        String numbers = lengths ? text.substring(0, text.length() - LENGTHS.length()) : text;
        BitSet kept = new BitSet();
        int torn = -1;
        int tornBytes = 0;
        for (String part : numbers.equals(NONE) ? new String[0] : numbers.split(",", -1)) {
            String[] tear = part.split("~", -1);
            kept.set(Integer.parseInt(tear[0]));
            if (tear.length == 2) {
                torn = Integer.parseInt(tear[0]);
                tornBytes = Integer.parseInt(tear[1]);
            }
        }
        return new SurvivorChoice(kept, torn, tornBytes, lengths);
    }

    @Override
    public int bytesOf(PendingOperation operation) {
        if (operation.number() == torn) {
            return tornBytes;
        }
        return kept.get(operation.number()) ? WHOLE : LOST;
    }

    @Override
    public String toString() {
        String numbers = Arrays.stream(kept.stream().toArray())
                .mapToObj(number -> number == torn ? number + "~" + tornBytes : String.valueOf(number))
                .collect(Collectors.joining(","));
        return (numbers.isEmpty() ? NONE : numbers) + (lengthsSurvive ? LENGTHS : "");
    }
}
