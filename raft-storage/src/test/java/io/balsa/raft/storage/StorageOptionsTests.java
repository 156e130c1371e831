package io.balsa.raft.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class StorageOptionsTests {
    @Test
    void defaultsAreASegmentOf64MebibytesAndABufferOfOne() {
        assertEquals(new StorageOptions(64 << 20, 1 << 20, true), StorageOptions.defaults());
    }

    @Test
    void sizesOutOfRangeAreRefusedByName() {
        for (int wrong : new int[] {0, -4096, 28 << 10, (32 << 10) + 1, Integer.MAX_VALUE}) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class,
                    () -> StorageOptions.builder().segmentBytes(wrong).build());
            assertTrue(
                    e.getMessage().contains("segmentBytes " + wrong + ": expected a multiple of 4096"), e.getMessage());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> StorageOptions.builder().writeBufferBytes(4096).build());
    }
}
