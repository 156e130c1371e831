package io.balsa.raft.storage;

import io.balsa.raft.spi.HardState;
import io.balsa.raft.storage.format.Checkpoint;
import io.balsa.raft.storage.format.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects, while the last segment is scanned, what its frames do behind the last place that is forced for certain; of a short segment, what all do. */
final class Unforced {
    private final long shortEnd;
    private final Place head;
    private Place forced;

    /** In order; those in front of {@link #forced} only while the segment is short. */
    private final List<Effect> effects = new ArrayList<>();

    Unforced(SegmentHead head) {
        this.shortEnd = head.segment().shortEnd();
        this.head = new Place(Layout.HEAD_BYTES, head.firstFrameNumber(), head.checkpoint());
        this.forced = this.head;
    }

    /**
     * A place between frames.
     *
     * @param offset where it is
     * @param number of the frame there
     * @param before what the log amounts to in front of it
     */
    record Place(long offset, long number, Checkpoint before) {}

    /**
     * Frames that take effect together.
     *
     * @param offset where they begin
     * @param hardState term and vote, if that changes
     * @param truncateFrom the first index that is cut off, or 0
     * @param firstIndex of the entries
     * @param body where the entries stand
     * @param bodyBytes how long they are
     */
    record Effect(
            long offset, Optional<HardState> hardState, long truncateFrom, long firstIndex, long body, int bodyBytes) {}

    /** The frame there says of itself that all in front of it is forced, as each does that is written right behind a force. */
    void forcedUpTo(Place place) {
        forced = place;
        if (place.offset() > shortEnd) {
            effects.clear();
        }
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    /** {@return where what has to be written once more begins, if the frames end at an offset} */
    Place begin(long end) {
        return end <= shortEnd ? head : forced;
    }

    /** {@return what the frames behind {@link #begin} do} */
    List<Effect> effectsFrom(Place begin) {
        return effects.stream()
                .filter(effect -> effect.offset() >= begin.offset())
                .toList();
    }
}
