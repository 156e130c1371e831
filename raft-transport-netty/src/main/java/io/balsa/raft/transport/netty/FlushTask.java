package io.balsa.raft.transport.netty;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Empties the queues of all peers of one event loop. One task serves however many messages and flushes came before it runs. */
final class FlushTask implements Runnable {
    private final EventLoop loop;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile List<Peer> peers = List.of();

    FlushTask(EventLoop loop) {
        this.loop = loop;
    }

    EventLoop loop() {
        return loop;
    }

    void peers(List<Peer> peers) {
        this.peers = peers;
    }

    /** Makes sure that the task runs after this call, unless there is nothing to do. Any thread. */
    void request() {
        if (hasQueued() && scheduled.compareAndSet(false, true)) {
            EventLoops.run(loop, this);
        }
    }

    private boolean hasQueued() {
        List<Peer> all = peers;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).hasQueued()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void run() {
        // First, so that a message queued while the queues are being emptied gets a task of its own.
        scheduled.set(false);
        List<Peer> all = peers;
        for (int i = 0; i < all.size(); i++) {
            all.get(i).drain();
        }
    }
}
