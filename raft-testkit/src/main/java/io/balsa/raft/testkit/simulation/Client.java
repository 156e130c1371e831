package io.balsa.raft.testkit.simulation;

import io.balsa.raft.NotLeaderException;
import io.balsa.raft.OverloadedException;
import io.balsa.raft.ProposalLostException;
import io.balsa.raft.RaftException;
import io.balsa.raft.RaftNode;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.testkit.history.Outcome;
import io.balsa.raft.testkit.invariants.InvariantBroken;
import io.balsa.raft.testkit.simulation.report.RunEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes one call after the other, at whom it takes for the leader, and holds each answer against what may be. */
final class Client {
    private static final long DEADLINE_NANOS = 20_000_000_000L;
    private static final long RETRY_NANOS = 5_000_000;

    private final World world;
    private final Clients clients;
    private final Workload workload;
    private final Chance chance;
    private final String name;
    private int process;
    private Optional<NodeId> leader = Optional.empty();
    private Call call;
    private boolean isProbe;
    private boolean watched;
    private boolean acknowledged;

    /** A call under way. */
    private record Call(long id, Request<?, ?> request, SimulatedServer server, long invokeNanos, long floor) {
        @Override
        public String toString() {
            return request + " (" + id + ")";
        }
    }

    Client(World world, Clients clients, Workload workload, int number) {
        this.workload = workload;
        this.world = world;
        this.clients = clients;
        this.chance = Chance.of(world.seed(), "client:" + number);
        this.name = "c" + (number + 1);
        this.process = clients.newProcess();
    }

    void pauseAndGoOn() {
        world.timeline().in(1 + chance.exponential((double) world.settings().thinkNanos()), this::begin);
    }

    void writeUntilAcknowledged(NodeId first) {
        isProbe = true;
        leader = Optional.of(first);
        begin();
    }

    boolean isAcknowledged() {
        return acknowledged;
    }

    boolean isWaiting() {
        return call != null;
    }

    private void begin() {
        if (isProbe ? acknowledged : !clients.isActive()) {
            return;
        }
        Optional<SimulatedServer> target = target();
        if (target.isEmpty()) {
            world.timeline().in(RETRY_NANOS, this::begin);
            return;
        }
        long id = clients.newOperation();
        Request<?, ?> request = workload.next(id, !isProbe, chance);
        Call begun = new Call(
                id,
                request,
                target.get(),
                world.timeline().nowNanos(),
                world.checks().reads().floor());
        call = begun;
        request.begin(process, begun.invokeNanos);
        if (world.trace().isOn()) {
            world.trace()
                    .tell(new RunEvent.Called(
                            begun.invokeNanos, begun.id, name, begun.server.id().value(), begun.toString()));
        }
        RaftNode node = begun.server.process().node();
        CompletableFuture<byte[]> future =
                request.isRead() ? node.read(request.bytes()) : node.propose(request.bytes());
        watch();
        CompletableFuture<byte[]> unused =
                future.whenComplete((answer, failure) -> world.check(() -> ended(begun, answer, failure)));
    }

    private Optional<SimulatedServer> target() {
        List<SimulatedServer> servers = world.servers();
        SimulatedServer known = leader.map(world::server).orElse(null);
        SimulatedServer chosen = known == null || chance.happens(0.05) ? chance.pick(servers) : known;
        if (chosen.isUp() && !chosen.isPaused()) {
            return Optional.of(chosen);
        }
        leader = Optional.empty();
        return Optional.empty();
    }

    private void ended(Call ended, byte[] bytes, Throwable failure) {
        if (failure == null) {
            succeeded(ended, Answer.decode(bytes));
            return;
        }
        if (!(failure instanceof RaftException raft)) {
            throw new InvariantBroken("I17, every failure is a RaftException", String.valueOf(failure));
        }
        leader = raft instanceof NotLeaderException notLeader ? notLeader.leader() : Optional.empty();
        mark(raft);
        boolean isUnknown = raft.mayHaveTakenEffect() && !ended.request.isRead();
        if (!isUnknown && !ended.request.isRead()) {
            world.checks().reads().failedForSure(ended.id);
        }
        end(ended, isUnknown ? Outcome.UNKNOWN : Outcome.FAILED, null);
    }

    private void mark(RaftException failure) {
        if (failure instanceof NotLeaderException) {
            world.mark(Mark.NOT_LEADER);
        } else if (failure instanceof ProposalLostException) {
            world.mark(Mark.PROPOSAL_LOST);
        } else if (failure instanceof OverloadedException) {
            world.mark(Mark.OVERLOADED);
        }
    }

    private void succeeded(Call ended, Answer answer) {
        if (ended.request.isRead()) {
            world.checks().reads().read(ended.request.key(), ended.floor, answer);
        } else {
            world.checks().reads().acknowledged(ended.id, ended.floor, answer);
        }
        if (answer.refused() && !ended.request.isRead()) {
            world.mark(Mark.CONDITION_FAILED);
        }
        leader = Optional.of(ended.server.id());
        acknowledged |= !ended.request.isRead();
        end(ended, Outcome.OK, answer);
    }

    /** One event watches over all calls of a client: nearly all end long before their deadline. */
    private void watch() {
        if (!watched) {
            watched = true;
            world.timeline().in(DEADLINE_NANOS, this::look);
        }
    }

    private void look() {
        watched = false;
        if (call == null) {
            return;
        }
        long deadlineNanos = call.invokeNanos + DEADLINE_NANOS;
        if (deadlineNanos <= world.timeline().nowNanos()) {
            world.mark(Mark.CALL_GIVEN_UP);
            giveUp(call);
        } else {
            watched = true;
            world.timeline().at(deadlineNanos, this::look);
        }
    }

    private void giveUp(Call late) {
        if (late.equals(call)) {
            leader = Optional.empty();
            end(late, Outcome.UNKNOWN, null);
        }
    }

    void serverDied(SimulatedServer server) {
        if (call != null && call.server == server) {
            world.mark(Mark.CALL_LOST);
            giveUp(call);
        }
    }

    /** Records how a call ended, unless it was given up before; {@code answer} is null unless it succeeded. */
    private void end(Call ended, Outcome outcome, Answer answer) {
        world.hash().add(ended.id);
        world.hash().add(outcome.name());
        if (!ended.equals(call)) {
            world.mark(Mark.ANSWER_TOO_LATE);
            return;
        }
        call = null;
        switch (outcome) {
            case OK -> ended.request.succeeded(answer, world.timeline().nowNanos());
            case FAILED -> ended.request.failed(world.timeline().nowNanos());
            case UNKNOWN -> {
                ended.request.unknown();
                process = clients.newProcess();
            }
        }
        workload.ended(ended.request, outcome);
        clients.ended(outcome);
        if (world.trace().isOn()) {
            world.trace()
                    .tell(new RunEvent.Returned(
                            world.timeline().nowNanos(),
                            ended.id,
                            name,
                            outcome.name(),
                            ended + " " + outcome + (answer == null ? "" : " " + answer)));
        }
        if (outcome == Outcome.OK && !isProbe) {
            pauseAndGoOn();
        } else {
            world.timeline().in(RETRY_NANOS + chance.exponential(RETRY_NANOS), this::begin);
        }
    }

    @Override
    public String toString() {
        return call == null
                ? "client " + process
                : "client " + process + " waits for " + call + " at " + call.server.id() + " since "
                        + call.invokeNanos / 1_000_000 + " ms";
    }
}
