package io.balsa.raft.examples.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PersistentSortedMapTests {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void behavesLikeATreeMapAndKeepsOldVersions(long seed) {
        Random random = new Random(seed);
        TreeMap<Integer, Integer> model = new TreeMap<>();
        PersistentSortedMap<Integer, Integer> map = PersistentSortedMap.empty();
        List<PersistentSortedMap<Integer, Integer>> kept = new ArrayList<>();
        List<Map<Integer, Integer>> expected = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            int key = random.nextInt(400);
            if (random.nextInt(5) < 3) {
                map = map.with(key, i);
                model.put(key, i);
            } else {
                map = map.without(key);
                model.remove(key);
            }
            assertEquals(model.size(), map.size());
            assertEquals(Optional.ofNullable(model.get(key)), map.get(key));
            if (i % 300 == 0) {
                kept.add(map);
                expected.add(new TreeMap<>(model));
            }
        }
        assertEquals(List.copyOf(model.entrySet()), entries(map));
        for (int i = 0; i < kept.size(); i++) {
            assertEquals(List.copyOf(expected.get(i).entrySet()), entries(kept.get(i)), "version " + i);
        }
    }

    @Test
    void staysBalancedWhateverTheOrder() {
        PersistentSortedMap<Integer, Integer> rising = PersistentSortedMap.empty();
        PersistentSortedMap<Integer, Integer> falling = PersistentSortedMap.empty();
        for (int i = 0; i < 10_000; i++) {
            rising = rising.with(i, i);
            falling = falling.with(-i, i);
        }
        // An AVL tree of n nodes is at most 1.45 log2(n) high.
        assertTrue(rising.height() <= 19, "height " + rising.height());
        assertTrue(falling.height() <= 19, "height " + falling.height());
        for (int i = 0; i < 9_000; i++) {
            rising = rising.without(i);
        }
        assertEquals(1000, rising.size());
        assertTrue(rising.height() <= 14, "height " + rising.height());
    }

    @Test
    void emptyMapHasNothing() {
        PersistentSortedMap<String, String> empty = PersistentSortedMap.empty();
        assertEquals(0, empty.size());
        assertEquals(Optional.empty(), empty.get("a"));
        assertEquals(0, empty.without("a").size());
        Iterator<Map.Entry<String, String>> none = empty.iterator();
        assertThrows(NoSuchElementException.class, none::next);
    }

    private static <V> List<Map.Entry<Integer, V>> entries(PersistentSortedMap<Integer, V> map) {
        List<Map.Entry<Integer, V>> entries = new ArrayList<>();
        map.forEach(entries::add);
        return entries;
    }
}
