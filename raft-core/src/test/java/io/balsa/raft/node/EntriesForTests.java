package io.balsa.raft.node;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.EntryCursor;
import io.balsa.raft.spi.EntryEncoder;
import io.balsa.raft.spi.EntryFormat;
import io.balsa.raft.spi.EntryKind;
import java.util.ArrayList;
import java.util.List;

/** Makes entries and looks into them. */
final class EntriesForTests {
    static final int PAYLOAD_BYTES = 64;
    static final long ENTRY_BYTES = EntryFormat.encodedBytes(PAYLOAD_BYTES);

    private EntriesForTests() {}

    /** Commands of 64 bytes each, with the index as timestamp. */
    static EncodedEntries commands(long from, long to, long term) {
        return commands(from, to, term, to);
    }

    static EncodedEntries commands(long from, long to, long term, long timestampMillis) {
        int count = Math.toIntExact(to - from + 1);
        EntryEncoder encoder = new EntryEncoder(Math.toIntExact(count * ENTRY_BYTES), from, term, timestampMillis);
        for (int i = 0; i < count; i++) {
            encoder.add(EntryKind.COMMAND, new byte[PAYLOAD_BYTES]);
        }
        return encoder.finish();
    }

    /** {@return index@term of each entry} */
    static List<String> ids(EncodedEntries entries) {
        List<String> ids = new ArrayList<>();
        EntryCursor cursor = entries.cursor();
        while (cursor.next()) {
            ids.add(cursor.index() + "@" + cursor.term());
        }
        return ids;
    }
}
