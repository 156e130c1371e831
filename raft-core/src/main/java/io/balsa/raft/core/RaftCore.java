package io.balsa.raft.core;

import io.balsa.raft.Role;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.RestoredState;
import java.util.List;
import java.util.Optional;

/** SKELETON: signatures only, being written by the lead. Confined to one thread. Broken invariants throw InvariantViolation. */
public final class RaftCore {
    /** Makes a core from what the storage holds; it begins as follower (or learner), commit index = restored.baseIndex(). */
    public RaftCore(CoreSettings settings, NodeId self, Membership bootstrap, RestoredState restored, LogSlices log, ElectionJitter jitter, long nowNanos) {}

    // ---- inputs; none of them does more than change the state, results come with the next flush ----
    /** Time has passed; monotonic, on an arbitrary origin. To be called before other inputs of the same moment. */
    public void tick(long nowNanos) {}
    /** A message arrived. Messages from servers that are no members are handled too (they may be members of a newer configuration). */
    public void receive(NodeId from, RaftMessage message) {}
    /** Appends entries made for index lastIndex()+1 and term() of this leader. */
    public ProposeResult propose(Entries entries) { throw new UnsupportedOperationException(); }
    /** All batches up to and including seq are durable. Cumulative; lower numbers later are ignored. */
    public void persisted(long seq) {}
    /** The storage failed, for good: the server steps down, and from now on votes for nobody, campaigns for nothing and acknowledges nothing. */
    public void persistFailed() {}
    /** Entries up to index were applied. */
    public void applied(long index) {}
    /** The connection to a peer broke. For a leader: probe that peer again. For a follower of that peer: stickiness ends, and a pre-vote is due soon. */
    public void connectionLost(NodeId peer) {}
    /** The election timeout passes now (for tests and scenarios). */
    public void campaign() {}
    /** Hands out all that has to happen. */
    public void flush(Effects effects) {}

    // ---- state ----
    public Role role() { throw new UnsupportedOperationException(); }
    public long term() { throw new UnsupportedOperationException(); }
    public Optional<NodeId> leader() { throw new UnsupportedOperationException(); }
    public Optional<NodeId> votedFor() { throw new UnsupportedOperationException(); }
    /** Index of the first entry in the log (base index + 1). */
    public long firstIndex() { throw new UnsupportedOperationException(); }
    public long lastIndex() { throw new UnsupportedOperationException(); }
    /** Term of the entry at an index from firstIndex()-1 to lastIndex(). */
    public long termAt(long index) { throw new UnsupportedOperationException(); }
    /** Up to where the log as it is now is durable here. */
    public long durableIndex() { throw new UnsupportedOperationException(); }
    public long commitIndex() { throw new UnsupportedOperationException(); }
    public long appliedIndex() { throw new UnsupportedOperationException(); }
    public Membership membership() { throw new UnsupportedOperationException(); }
    /** The others, as this leader sees them; empty unless leader. */
    public List<PeerProgress> peers() { throw new UnsupportedOperationException(); }
    /** When tick() must be called at the latest for something to happen, on the clock of tick(); Long.MAX_VALUE if never. */
    public long nextDeadlineNanos() { throw new UnsupportedOperationException(); }
    /** Has a flush anything to hand out? */
    public boolean hasEffects() { throw new UnsupportedOperationException(); }
    /** An independent copy, for explorers. */
    public RaftCore copy(LogSlices log, ElectionJitter jitter) { throw new UnsupportedOperationException(); }
    /** A canonical 64-bit hash of the whole state: equal states have equal fingerprints. */
    public long fingerprint() { throw new UnsupportedOperationException(); }
    /** The whole state in words, several lines, for reports. */
    public String describe() { throw new UnsupportedOperationException(); }
}
