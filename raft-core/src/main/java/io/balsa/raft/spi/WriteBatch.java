package io.balsa.raft.spi;

import java.util.Optional;

/**
 * What has to become durable together: takes effect as a whole, first the cut, then the entries, then the hard state.
 *
 * @param seq number of the batch, rising by one
 * @param hardState the new term and vote, if they changed
 * @param truncateFrom the first index to cut off the log, with all that follow; 0 if nothing is cut
 * @param entries what to append behind the end of the log; empty entries if nothing
 */
public record WriteBatch(long seq, Optional<HardState> hardState, long truncateFrom, EncodedEntries entries) {}
