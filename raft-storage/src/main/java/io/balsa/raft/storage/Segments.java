package io.balsa.raft.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ConcurrentSkipListMap;

/** The segments of the log, found by position. Safe for use by several threads. */
final class Segments implements Closeable {
    private final ConcurrentSkipListMap<Long, Segment> byBasePosition = new ConcurrentSkipListMap<>();

    void add(Segment segment) {
        byBasePosition.put(segment.basePosition(), segment);
    }

    /** The segment that holds a position of an entry. */
    Segment at(long position) {
        return byBasePosition.floorEntry(position).getValue();
    }

    Iterable<Segment> all() {
        return byBasePosition.values();
    }

    @Override
    public void close() throws IOException {
        IOException problem = null;
        for (Segment segment : all()) {
            try {
                segment.file().close();
            } catch (IOException e) {
                problem = e;
            }
        }
        if (problem != null) {
            throw problem;
        }
    }
}
