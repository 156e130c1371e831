package io.balsa.raft.node;

import io.balsa.raft.spi.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the application's code runs: on the executor that the user gave, or on {@link CallbackThreads}. Those also
 * step in when the user's executor refuses a task, for a future must complete, and never on a thread that the server
 * needs.
 */
final class Callbacks implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private final NodeId id;
    private final Optional<Executor> given;
    private final CallbackThreads own;
    private final AtomicBoolean refusalLogged = new AtomicBoolean();

    Callbacks(NodeId id, Optional<Executor> given) {
        this.id = id;
        this.given = given;
        this.own = new CallbackThreads(id);
    }

    @Override
    public void execute(Runnable task) {
        if (given.isEmpty()) {
            own.execute(task);
            return;
        }
        try {
            given.get().execute(task);
        } catch (
                Throwable
                        e) { // a refusal, or a bug of theirs, or no more threads: the future must complete all the same
            if (refusalLogged.compareAndSet(false, true)) {
                LOG.warn("{}: the callback executor refuses tasks; using threads of our own for those", id, e);
            }
            own.execute(task);
        }
    }

    void executeAll(List<? extends Runnable> tasks) {
        if (given.isEmpty()) {
            own.executeAll(tasks);
        } else {
            for (Runnable task : tasks) {
                execute(task);
            }
        }
    }

    /** See {@link CallbackThreads#needsCheck}. */
    boolean needsCheck() {
        return own.needsCheck();
    }

    /** See {@link CallbackThreads#check}. */
    void check() {
        own.check();
    }

    /** Lets our threads end when all is done that was handed in. Does not wait. */
    void close() {
        own.close();
    }
}
