package io.balsa.raft.benchmarks.floor;

import io.balsa.raft.benchmarks.drive.Applied;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * One thread that does all the leader's work: it sends a batch, writes and forces it while the followers do the same, and acknowledges what one of them has
 * too. Batches do not wait for the acknowledgement of those before.
 */
final class Leader implements Runnable {
    private final Selector selector = Selector.open();
    private final Arrivals arrivals = new Arrivals(selector::wakeup);
    private final ArrayDeque<Batch> unacknowledged = new ArrayDeque<>();
    private final Applied applied = new Applied();
    private final FloorFile file;
    private final FollowerLink[] followers;
    private final Consumer<SelectionKey> dispatch = this::dispatch;
    private IOException failure;
    private volatile boolean closed;

    Leader(FloorFile file, List<SocketChannel> followers) throws IOException {
        this.file = file;
        this.followers = new FollowerLink[followers.size()];
        for (int i = 0; i < this.followers.length; i++) {
            this.followers[i] = new FollowerLink(i, followers.get(i), selector);
        }
    }

    Arrivals arrivals() {
        return arrivals;
    }

    Applied applied() {
        return applied;
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                lead();
            }
            throw new IOException("closed");
        } catch (IOException | RuntimeException e) {
            arrivals.fail(e);
            unacknowledged.forEach(batch -> batch.fail(e));
        }
    }

    private void lead() throws IOException {
        Batch batch = arrivals.take();
        if (batch == null) {
            selector.select(dispatch);
        } else {
            unacknowledged.add(batch);
            for (FollowerLink follower : followers) {
                follower.send(batch, arrivals);
            }
            file.append(batch.bytes());
            selector.selectNow(dispatch);
        }
        if (failure != null) {
            throw failure;
        }
        acknowledge();
    }

    private void dispatch(SelectionKey key) {
        try {
            ((FollowerLink) key.attachment()).ready(arrivals);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** All that was taken is on the leader's disk by now, so one follower makes a majority. */
    private void acknowledge() {
        long durable = 0;
        for (FollowerLink follower : followers) {
            durable = Math.max(durable, follower.durable());
        }
        while (!unacknowledged.isEmpty() && unacknowledged.element().end() <= durable) {
            Batch batch = unacknowledged.remove();
            batch.applyTo(applied);
            batch.acknowledge();
            arrivals.release(batch);
        }
    }

    /** Makes the thread end soon. */
    void close() {
        closed = true;
        selector.wakeup();
    }

    /** Lets the followers end, once the thread has ended. */
    void endFollowers() throws IOException {
        for (FollowerLink follower : followers) {
            follower.end();
        }
    }

    /** Gives everything back, once the followers have ended too. */
    void release() throws IOException {
        for (FollowerLink follower : followers) {
            follower.close();
        }
        selector.close();
        file.close();
    }
}
