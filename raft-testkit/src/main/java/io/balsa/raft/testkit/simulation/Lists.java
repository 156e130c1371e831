package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.history.AppendChecker;
import io.balsa.raft.testkit.history.History;
import io.balsa.raft.testkit.history.HistoryRecorder;
import io.balsa.raft.testkit.history.Judgement;
import io.balsa.raft.testkit.history.ListAnswer;
import io.balsa.raft.testkit.history.ListCall;

/** Clients append to lists and read them. That can be judged however much of it there is. */
final class Lists implements Workload {
    private final WorldSettings settings;
    private final Passenger passenger;
    private final HistoryRecorder<ListCall, ListAnswer> recorder = new HistoryRecorder<>();

    Lists(WorldSettings settings, Passenger passenger) {
        this.settings = settings;
        this.passenger = passenger;
    }

    @Override
    public Request<ListCall, ListAnswer> next(long id, boolean mayRead, Chance chance) {
        boolean reads = mayRead && chance.happens(settings.readShare());
        int key = chance.below(settings.keys());
        return new Request<>(
                recorder,
                key,
                "list" + key,
                reads,
                reads
                        ? AppendMachine.query(key, passenger.query(chance))
                        : AppendMachine.append(id, key, passenger.command(chance, settings.maxPaddingBytes())),
                reads ? new ListCall.Read() : new ListCall.Append(id),
                answer -> new ListAnswer.Tail(Math.toIntExact(answer.length()), answer.lastOperation()));
    }

    @Override
    public History<ListCall, ListAnswer> history() {
        return recorder.history();
    }

    @Override
    public Judgement judge() {
        return AppendChecker.check(history());
    }
}
