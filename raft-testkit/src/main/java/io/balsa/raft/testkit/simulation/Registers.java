package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.history.History;
import io.balsa.raft.testkit.history.HistoryRecorder;
import io.balsa.raft.testkit.history.Judgement;
import io.balsa.raft.testkit.history.LinearizabilityChecker;
import io.balsa.raft.testkit.history.Outcome;
import io.balsa.raft.testkit.history.RegisterAnswer;
import io.balsa.raft.testkit.history.RegisterCall;
import io.balsa.raft.testkit.history.RegisterModel;
import java.util.Optional;

/**
 * A few clients read, write and conditionally write one register, and after a while the next: to judge a register takes a search, which is short only while there are not too
 * many calls, above all of unknown outcome.
 */
final class Registers implements Workload {
    private static final byte[] NOTHING = {};
    private static final int CALLS_A_KEY = 150;
    private static final int UNKNOWN_A_KEY = 8;
    private static final double READS = 0.4;
    private static final double CONDITIONAL = 0.4;

    private final HistoryRecorder<RegisterCall<Long>, RegisterAnswer<Long>> recorder = new HistoryRecorder<>();
    private int key = AppendMachine.FIRST_REGISTER;
    private int calls;
    private int unknown;

    /** What an answer last said the register holds, 0 if none did; a guess at what it will hold. */
    private long seen;

    @Override
    public Request<RegisterCall<Long>, RegisterAnswer<Long>> next(long id, boolean mayRead, Chance chance) {
        if (++calls > CALLS_A_KEY || unknown >= UNKNOWN_A_KEY) {
            key++;
            calls = 0;
            unknown = 0;
            seen = 0;
        }
        if (mayRead && chance.happens(READS)) {
            return request(true, AppendMachine.query(key, NOTHING), new RegisterCall.Read<>());
        }
        boolean conditional = seen != 0 && chance.happens(CONDITIONAL);
        return conditional
                ? request(false, AppendMachine.compareAndSet(id, key, seen), new RegisterCall.CompareAndSet<>(seen, id))
                : request(false, AppendMachine.write(id, key), new RegisterCall.Write<>(id));
    }

    private Request<RegisterCall<Long>, RegisterAnswer<Long>> request(
            boolean reads, byte[] bytes, RegisterCall<Long> call) {
        int asked = key;
        return new Request<>(
                recorder, asked, "register" + (asked - AppendMachine.FIRST_REGISTER), reads, bytes, call, answer -> {
                    if (asked == key) {
                        seen = answer.value();
                    }
                    return view(call, answer);
                });
    }

    private static RegisterAnswer<Long> view(RegisterCall<Long> call, Answer answer) {
        if (call instanceof RegisterCall.Read<Long>) {
            return new RegisterAnswer.Holds<>(answer.value() == 0 ? Optional.empty() : Optional.of(answer.value()));
        }
        return answer.refused() ? new RegisterAnswer.Refused<>() : new RegisterAnswer.Written<>();
    }

    @Override
    public void ended(Request<?, ?> request, Outcome outcome) {
        if (outcome == Outcome.UNKNOWN && request.key() == key) {
            unknown++;
        }
    }

    @Override
    public History<RegisterCall<Long>, RegisterAnswer<Long>> history() {
        return recorder.history();
    }

    @Override
    public Judgement judge() {
        return new LinearizabilityChecker()
                .check(new RegisterModel<>(), history())
                .judgement();
    }
}
