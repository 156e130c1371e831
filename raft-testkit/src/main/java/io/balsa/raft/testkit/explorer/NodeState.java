package io.balsa.raft.testkit.explorer;

import io.balsa.raft.Role;
import io.balsa.raft.core.Fingerprint;
import io.balsa.raft.core.PeerProgress;
import io.balsa.raft.core.PersistBatch;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.invariants.DiskImage;
import io.balsa.raft.testkit.invariants.LogEntry;
import io.balsa.raft.testkit.invariants.LogImage;
import io.balsa.raft.testkit.invariants.WordEntries;
import java.util.Arrays;
import java.util.List;

/**
 * A server at a moment: its core, its disk and what is on its way there. Never changed: a step works on a copy. Equal states are one, and have one
 * number. The rest of the fields are what invariants across servers ask for, taken out once.
 */
final class NodeState {
    final int self;
    /** Null while the server is down. */
    final RaftCore core;

    final LogImage log;
    final DiskImage disk;
    final List<PersistBatch> pending;
    final long nowNanos;

    final int[] entries;
    final int[] durable;
    final long term;
    final long commit;
    final long durableTerm;
    final boolean leads;
    final boolean votes;
    /** By server, as this leader sees it; -1 for those that it does not replicate to. */
    final long[] matches;

    final List<Integer> voters;

    int number = -1;
    long[] hashes = {};

    NodeState(
            Catalog catalog,
            int self,
            RaftCore core,
            LogImage log,
            DiskImage disk,
            List<PersistBatch> pending,
            long nowNanos) {
        this.self = self;
        this.core = core;
        this.log = log;
        this.disk = disk;
        this.pending = pending;
        this.nowNanos = nowNanos;
        this.entries = catalog.numbers(log);
        this.durable = catalog.numbers(disk.log());
        this.durableTerm = disk.hardState().term();
        this.term = core == null ? durableTerm : core.term();
        this.commit = core == null ? 0 : core.commitIndex();
        this.leads = core != null && core.role() == Role.LEADER;
        Servers servers = catalog.servers();
        this.votes = core != null && core.membership().isVoter(servers.ids().get(self));
        this.matches = leads ? matches(core.peers(), servers) : new long[0];
        this.voters = leads
                ? core.membership().voters().stream()
                        .map(Member::id)
                        .map(servers::indexOf)
                        .toList()
                : List.of();
    }

    private static long[] matches(List<PeerProgress> peers, Servers servers) {
        long[] matches = new long[servers.count()];
        Arrays.fill(matches, -1);
        for (PeerProgress peer : peers) {
            matches[servers.indexOf(peer.id())] = peer.match();
        }
        return matches;
    }

    /** A hash of all that decides how this server goes on, with the servers renamed. */
    long hash(int[] names, Servers servers) {
        long hash = Hash.add(1, names[self]);
        hash = Hash.add(hash, core == null ? 0 : core.fingerprint(fingerprint(names, servers)));
        hash = Hash.add(hash, durableTerm);
        hash = Hash.add(hash, nameOf(disk.hardState().votedFor().orElse(null), names, servers));
        hash = add(hash, log.entries());
        hash = add(hash, disk.log().entries());
        for (PersistBatch batch : pending) {
            hash = Hash.add(hash, batch.truncateFrom());
            if (batch.hardState().isPresent()) {
                hash = Hash.add(hash, batch.hardState().get().term());
                hash = Hash.add(hash, nameOf(batch.hardState().get().votedFor().orElse(null), names, servers));
            }
            for (Entries part : batch.entries()) {
                hash = add(hash, WordEntries.split(part));
            }
        }
        return hash;
    }

    private static Fingerprint fingerprint(int[] names, Servers servers) {
        return servers.areTimed() ? Fingerprint.exact() : Fingerprint.timeless(id -> names[servers.indexOf(id)]);
    }

    private static long nameOf(NodeId id, int[] names, Servers servers) {
        return id == null ? -1 : names[servers.indexOf(id)];
    }

    private static long add(long begin, List<LogEntry> entries) {
        long hash = Hash.add(begin, entries.size());
        for (LogEntry entry : entries) {
            hash = Hash.add(hash, Catalog.hash(entry));
        }
        return hash;
    }
}
