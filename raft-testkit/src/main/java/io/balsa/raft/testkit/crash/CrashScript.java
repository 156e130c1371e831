package io.balsa.raft.testkit.crash;

import java.util.Arrays;
import java.util.List;

/**
 * A session of a storage to crash in: steps separated by {@code ;}, each either one action ({@code idle}, {@code settle}, {@code reopen},
 * {@code kill}) or batches to persist with one call, separated by {@code +}: {@code append COUNT BYTES}, {@code cut N},
 * {@code replace N COUNT BYTES}, {@code vote}, {@code elect COUNT BYTES}, {@code follow N COUNT BYTES}; {@code keeps} or {@code reverts} in
 * front of batches lets a force fail under them, {@code keeps_names} or {@code reverts_names} one of the directory, under batches or after a {@code kill}.
 *
 * @param name what to call it in findings
 * @param sectorBytes size of the simulated disk's sectors
 * @param text the steps
 */
public record CrashScript(String name, int sectorBytes, String text) {
    /** Checks the text. */
    public CrashScript {
        parse(text);
    }

    /** The steps: actions that belong together. */
    List<List<CrashAction>> steps() {
        return parse(text);
    }

    private static List<List<CrashAction>> parse(String text) {
        return Arrays.stream(text.split(";"))
                // What goes wrong is an action of its own in front of the batches.
                .map(step -> step.strip().replaceFirst("^(keeps|reverts|forgets|keeps_names|reverts_names) ", "$1 + "))
                .map(step ->
                        Arrays.stream(step.split("\\+")).map(CrashAction::parse).toList())
                .toList();
    }
}
