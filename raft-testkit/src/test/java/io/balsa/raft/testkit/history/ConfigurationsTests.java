package io.balsa.raft.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ConfigurationsTests {
    @Test
    void remembersWhereItWas() {
        Configurations configurations = new Configurations(200, 3);
        assertTrue(configurations.enter("state"));
        assertFalse(configurations.enter("state"));
        for (int number : new int[] {0, 63, 64, 199, 200, 202}) {
            configurations.flip(number);
            assertTrue(configurations.isPlaced(number));
            assertTrue(configurations.enter("state"), "first time with " + number);
            assertFalse(configurations.enter("state"), "second time with " + number);
        }
        configurations.flip(202);
        assertFalse(configurations.isPlaced(202));
        assertFalse(configurations.enter("state"));
    }

    @Test
    void fullWordsAreToldApartFromEmptyOnes() {
        Configurations configurations = new Configurations(192, 0);
        for (int number = 0; number < 192; number++) {
            assertTrue(configurations.enter("state"), number + " placed");
            configurations.flip(number);
        }
        assertTrue(configurations.enter("state"));
    }

    @Test
    void statesWithOneHashAreToldApart() {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        Configurations configurations = new Configurations(1, 0);
        assertTrue(configurations.enter("Aa"));
        assertTrue(configurations.enter("BB"));
    }
}
