package io.balsa.raft.testkit.explorer;

import java.util.List;

/**
 * How a search ended.
 *
 * @param states distinct states met
 * @param transitions actions tried
 * @param depth the number of actions from the start to the farthest state
 * @param exhausted whether nothing within the limits was left out
 * @param broken what is wrong; null if nothing is
 * @param path the actions of a walk; of a search those that lead to what is wrong. The last one breaks it
 */
record Outcome(long states, long transitions, int depth, boolean exhausted, String broken, List<Integer> path) {
    Outcome {
        path = List.copyOf(path);
    }
}
