package io.balsa.raft.benchmarks.peers.jraft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.StateMachineAdapter;
import io.balsa.raft.benchmarks.drive.Applied;

/** Applies commands as every library in the comparison does. */
final class CountingStateMachine extends StateMachineAdapter {
    private final Applied applied = new Applied();

    Applied applied() {
        return applied;
    }

    @Override
    public void onApply(Iterator entries) {
        while (entries.hasNext()) {
            applied.apply(entries.getData());
            Closure proposer = entries.done();
            if (proposer != null) {
                proposer.run(Status.OK());
            }
            entries.next();
        }
    }
}
