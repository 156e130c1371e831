package io.balsa.raft.benchmarks;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import java.util.Random;

/** Encoded entries of term 1 with commands of 256 random bytes. */
final class CommandBatches {
    static final int COMMAND_BYTES = 256;
    static final int ENTRY_BYTES = EntryFormat.encodedBytes(COMMAND_BYTES);
    static final long TERM = 1;

    // A fixed seed: two runs write the same bytes.
    private final Random random = new Random(1);
    private final byte[] command = new byte[COMMAND_BYTES];

    EncodedEntries next(long firstIndex, int count) {
        EntryEncoder encoder = new EntryEncoder(count * ENTRY_BYTES, firstIndex, TERM, 1_700_000_000_000L);
        for (int i = 0; i < count; i++) {
            random.nextBytes(command);
            encoder.add(EntryKind.COMMAND, command);
        }
        return encoder.finish();
    }
}
