package io.balsa.raft.benchmarks.floor;

import io.balsa.raft.benchmarks.drive.Applied;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One thread that writes and forces what has arrived, says so, and applies it. */
final class Follower implements Runnable {
    private final FloorFile file;
    private final SocketChannel leader;
    private final ByteBuffer in = ByteBuffer.allocateDirect(4 * Batch.CAPACITY);
    private final ByteBuffer out = ByteBuffer.allocateDirect(Long.BYTES);
    private final Applied applied = new Applied();
    private long durable;

    Follower(FloorFile file, SocketChannel leader) {
        this.file = file;
        this.leader = leader;
    }

    Applied applied() {
        return applied;
    }

    @Override
    public void run() {
        try (file;
                leader) {
            while (leader.read(in) >= 0) {
                in.flip();
                int complete = completeBatches();
                if (complete > 0) {
                    int limit = in.limit();
                    persist(complete);
                    in.limit(limit).position(complete);
                }
                in.compact();
            }
        } catch (IOException e) {
            // The leader loses its connection, and fails too.
            throw new IllegalStateException("a follower has failed", e);
        }
    }

    /** {@return where the last batch ends that has arrived as a whole} */
    private int completeBatches() {
        int end = 0;
        while (in.limit() - end >= Batch.HEADER_BYTES) {
            int next = Batch.next(in, end);
            if (next > in.limit()) {
                break;
            }
            durable = Batch.end(in, end);
            end = next;
        }
        return end;
    }

    private void persist(int end) throws IOException {
        file.append(in.limit(end));
        out.clear().putLong(durable).flip();
        while (out.hasRemaining()) {
            leader.write(out);
        }
        int at = 0;
        while (at < end) {
            int next = Batch.next(in, at);
            Batch.apply(in.limit(next).position(at), applied);
            in.limit(end);
            at = next;
        }
    }
}
