package io.balsa.raft.core;

import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.HardState;
import java.util.List;
import java.util.Optional;

/**
 * One element of the core's single stream of durable writes.
 *
 * @param seq its number: 1 for the first since the core was made, then rising by one
 * @param hardState term and vote, if they changed
 * @param truncateFrom first index to cut off, with all that follow; 0 if nothing is cut
 * @param entries what to append after the cut, in order; each is either a value that came in with a message or a proposal, or a
 *     {@link ControlEntry} that the driver has to encode
 */
public record PersistBatch(long seq, Optional<HardState> hardState, long truncateFrom, List<Entries> entries) {}
