package io.balsa.raft.benchmarks.peers.ratis;

import io.balsa.raft.benchmarks.drive.Applied;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;

/** Applies commands as every library in the comparison does. */
final class CountingStateMachine extends BaseStateMachine {
    private static final CompletableFuture<Message> NO_RESULT = CompletableFuture.completedFuture(Message.EMPTY);

    private final Applied applied = new Applied();

    Applied applied() {
        return applied;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = transaction.getLogEntry();
        applied.apply(entry.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer());
        updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
        return NO_RESULT;
    }
}
