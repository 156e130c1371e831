package io.balsa.raft.testkit.disk;

import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** What a name stands for: a file or a directory. Equal to itself only. */
sealed interface Node permits FileContent, Directory {
    /** A copy in the same state, what is pending included. {@code copies} keeps what was copied already: a file can have two names, one of them durable. */
    Node copy(Map<Node, Node> copies);

    /** What the cache shows, added to two checksums. */
    void addTo(CRC32C first, CRC32 second);
}
