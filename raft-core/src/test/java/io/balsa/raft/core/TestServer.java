package io.balsa.raft.core;

import io.balsa.raft.Role;
import io.balsa.raft.spi.AppendRequest;
import io.balsa.raft.spi.AppendResponse;
import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.PreVoteRequest;
import io.balsa.raft.spi.PreVoteResponse;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.VoteRequest;
import io.balsa.raft.spi.VoteResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One core on a hand-driven clock and disk, and everything that came out of it. The server is n1; jitter is always zero. */
final class TestServer implements Effects {
    static final NodeId N1 = NodeId.of("n1");
    static final NodeId N2 = NodeId.of("n2");
    static final NodeId N3 = NodeId.of("n3");
    static final NodeId N4 = NodeId.of("n4");
    static final NodeId N5 = NodeId.of("n5");
    static final long ELECTION_NANOS = 1_000;
    static final long HEARTBEAT_NANOS = 100;

    final RaftCore core;
    final List<Outgoing> sent = new ArrayList<>();
    final List<PersistBatch> batches = new ArrayList<>();
    final List<long[]> applied = new ArrayList<>();
    final List<RoleChange> changes = new ArrayList<>();
    final List<Membership> memberships = new ArrayList<>();
    private final List<Long> logTerms = new ArrayList<>();
    private boolean diskWorks = true;
    private long now;

    private TestServer(CoreSettings settings, int voters, HardState hardState, long commit, long... terms) {
        RestoredState restored = restored(hardState, terms);
        Arrays.stream(terms).forEach(logTerms::add);
        this.core = new RaftCore(settings, N1, cluster(voters), restored, commit, this::slice, bound -> 0, 0);
    }

    static CoreSettings settings(boolean preVote, boolean checkQuorum) {
        return new CoreSettings(ELECTION_NANOS, HEARTBEAT_NANOS, preVote, checkQuorum, 10_000, 4, 100_000);
    }

    /** A server of a cluster of so many, with these terms in its durable log, in the term of its last entry, without pre-vote and check-quorum. */
    static TestServer plain(int voters, long... terms) {
        return with(settings(false, false), voters, terms);
    }

    static TestServer with(CoreSettings settings, int voters, long... terms) {
        long term = terms.length == 0 ? 0 : terms[terms.length - 1];
        return new TestServer(settings, voters, new HardState(term, Optional.empty()), 0, terms);
    }

    static TestServer restarted(int voters, HardState hardState, long commit, long... terms) {
        return new TestServer(settings(false, false), voters, hardState, commit, terms);
    }

    /** A leader whose no-op and everything before it are durable here, and to which nobody has answered an append yet. */
    static TestServer leader(CoreSettings settings, int voters, long... terms) {
        TestServer server = with(settings, voters, terms);
        server.campaign();
        if (settings.preVote()) {
            for (int i = 2; i <= voters; i++) {
                server.receive(
                        NodeId.of("n" + i), new PreVoteResponse(server.core.term(), server.core.term() + 1, true));
            }
        }
        for (int i = 2; i <= voters && server.core.role() != Role.LEADER; i++) {
            server.receive(NodeId.of("n" + i), new VoteResponse(server.core.term(), true));
        }
        if (server.core.role() != Role.LEADER) {
            throw new IllegalStateException(server.core.describe());
        }
        server.sent.clear();
        return server;
    }

    static Membership cluster(int voters) {
        List<Member> members = new ArrayList<>();
        for (int i = 1; i <= voters; i++) {
            members.add(new Member(NodeId.of("n" + i), "host:" + i));
        }
        return Membership.ofVoters(members);
    }

    static RestoredState restored(HardState hardState, long... terms) {
        return new RestoredState(
                hardState, 0, 0, terms.length, TestEntries.of(1, terms).termRuns(), List.<ConfigurationEntry>of());
    }

    // ---- inputs, each followed by a flush, and by a durable disk unless it was stopped ----

    void receive(NodeId from, RaftMessage message) {
        core.receive(from, message);
        settle();
    }

    void campaign() {
        core.campaign();
        settle();
    }

    void tickTo(long nanos) {
        now = nanos;
        core.tick(now);
        settle();
    }

    void tick(long nanos) {
        tickTo(now + nanos);
    }

    ProposeResult propose(int entries) {
        long[] terms = new long[entries];
        Arrays.fill(terms, core.term());
        ProposeResult result = core.propose(TestEntries.of(core.lastIndex() + 1, terms));
        settle();
        return result;
    }

    void stopDisk() {
        diskWorks = false;
    }

    void startDisk() {
        diskWorks = true;
        settle();
    }

    void persisted(long seq) {
        core.persisted(seq);
        core.flush(this);
    }

    void settle() {
        core.flush(this);
        while (diskWorks && !batches.isEmpty() && lastSeq() > reported) {
            reported = lastSeq();
            core.persisted(reported);
            core.flush(this);
        }
    }

    private long reported;

    long lastSeq() {
        return batches.get(batches.size() - 1).seq();
    }

    // ---- what came out ----

    <M extends RaftMessage> List<M> sent(Class<M> type) {
        return sent.stream()
                .map(Outgoing::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <M extends RaftMessage> List<M> sentTo(NodeId to, Class<M> type) {
        return sent.stream()
                .filter(o -> o.to().equals(to))
                .map(Outgoing::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <M extends RaftMessage> M lastTo(NodeId to, Class<M> type) {
        List<M> all = sentTo(to, type);
        if (all.isEmpty()) {
            throw new AssertionError("nothing of " + type.getSimpleName() + " was sent to " + to + ", but " + sent);
        }
        return all.get(all.size() - 1);
    }

    PeerProgress peer(NodeId id) {
        return core.peers().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    }

    /** Terms of the log, from index 1 on. */
    List<Long> log() {
        List<Long> terms = new ArrayList<>();
        for (long i = core.firstIndex(); i <= core.lastIndex(); i++) {
            terms.add(core.termAt(i));
        }
        return terms;
    }

    // ---- messages as others would send them ----

    AppendRequest append(long term, long prevIndex, long prevTerm, long commit, long number, long... terms) {
        return new AppendRequest(term, prevIndex, prevTerm, commit, number, TestEntries.of(prevIndex + 1, terms));
    }

    AppendResponse ackOf(AppendRequest request) {
        long last = request.lastIndex();
        return new AppendResponse(request.term(), request.requestNumber(), true, last, 0, 0, 0, last, last);
    }

    AppendResponse refusalOf(AppendRequest request, long hintIndex, long hintTerm) {
        return new AppendResponse(
                request.term(),
                request.requestNumber(),
                false,
                0,
                request.prevIndex(),
                hintIndex,
                hintTerm,
                hintIndex,
                hintIndex);
    }

    /** The peer answers the last append sent to it with yes. */
    void ackLast(NodeId peer) {
        receive(peer, ackOf(lastTo(peer, AppendRequest.class)));
    }

    /** The peer answers whatever was sent to it until it holds everything up to an index. */
    void ackAllUpTo(NodeId peer, long index) {
        while (peer(peer).match() < index) {
            long number = peer(peer).match() == 0
                    ? 1
                    : lastTo(peer, AppendRequest.class).requestNumber();
            receive(
                    peer,
                    new AppendResponse(
                            core.term(), number, true, core.lastIndex(), 0, 0, 0, core.lastIndex(), core.lastIndex()));
        }
    }

    static PreVoteRequest preVote(long term, long lastIndex, long lastTerm) {
        return new PreVoteRequest(term, lastIndex, lastTerm);
    }

    static VoteRequest vote(long term, long lastIndex, long lastTerm) {
        return new VoteRequest(term, lastIndex, lastTerm);
    }

    // ---- effects ----

    @Override
    public void persist(PersistBatch batch) {
        batches.add(batch);
        if (batch.truncateFrom() > 0) {
            logTerms.subList((int) batch.truncateFrom() - 1, logTerms.size()).clear();
        }
        for (Entries entries : batch.entries()) {
            for (long i = entries.firstIndex(); i <= entries.lastIndex(); i++) {
                logTerms.add(core.termAt(i));
            }
        }
    }

    @Override
    public void send(NodeId to, RaftMessage message) {
        sent.add(new Outgoing(to, message));
    }

    @Override
    public void apply(long from, long to) {
        applied.add(new long[] {from, to});
        core.applied(to);
    }

    @Override
    public void roleChanged(RoleChange change) {
        changes.add(change);
    }

    @Override
    public void membershipChanged(Membership effective) {
        memberships.add(effective);
    }

    private Entries slice(long from, long to, long maxBytes) {
        long last = Math.min(to, from + Math.max(1, maxBytes / TestEntries.BYTES) - 1);
        long[] terms = new long[(int) (last - from + 1)];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = logTerms.get((int) (from + i) - 1);
        }
        return TestEntries.of(from, terms);
    }
}
