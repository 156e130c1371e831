package io.balsa.raft.benchmarks.floor;

import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import java.nio.ByteBuffer;

/**
 * Commands that are written, sent and acknowledged together, in the bytes that go to the disk and over the sockets: the length of what follows,
 * how many commands there are up to its end, and each command with its length before it. Used again and again.
 */
final class Batch {
    static final int HEADER_BYTES = Integer.BYTES + Long.BYTES;
    static final int CAPACITY = 1 << 20;

    private static final int MAX_COMMANDS = 8192;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY);
    private final ByteBuffer[] views = new ByteBuffer[FloorCluster.FOLLOWERS];
    private final Acknowledgement[] acknowledgements = new Acknowledgement[MAX_COMMANDS];
    private int count;
    private long end;
    private int uses;

    Batch() {
        for (int i = 0; i < views.length; i++) {
            views[i] = bytes.duplicate();
        }
        clear();
    }

    private void clear() {
        bytes.clear().position(HEADER_BYTES);
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean fits(byte[] command) {
        return count < MAX_COMMANDS && bytes.remaining() >= Integer.BYTES + command.length;
    }

    void add(byte[] command, Acknowledgement acknowledgement) {
        bytes.putInt(command.length).put(command);
        acknowledgements[count++] = acknowledgement;
    }

    /** No more are added. Returns how many were. From now on until it is {@link #released} by all who use it, it stays as it is. */
    int seal(long commandsBefore) {
        end = commandsBefore + count;
        bytes.putInt(0, bytes.position() - HEADER_BYTES)
                .putLong(Integer.BYTES, end)
                .flip();
        for (ByteBuffer view : views) {
            view.limit(bytes.limit()).position(0);
        }
        uses = views.length + 1;
        return count;
    }

    /** {@return how many commands there are up to and with the last of this batch} */
    long end() {
        return end;
    }

    /** {@return the same, of the batch that begins at a position of a buffer} */
    static long end(ByteBuffer batches, int position) {
        return batches.getLong(position + Integer.BYTES);
    }

    /** {@return where in a buffer the batch ends that begins at a position; perhaps behind what is there yet} */
    static int next(ByteBuffer batches, int position) {
        return position + HEADER_BYTES + batches.getInt(position);
    }

    /** {@return all bytes, for the leader's file} */
    ByteBuffer bytes() {
        return bytes;
    }

    /** {@return all bytes that were not sent to a follower yet} */
    ByteBuffer toSend(int follower) {
        return views[follower];
    }

    void applyTo(Applied applied) {
        apply(bytes.clear().limit(views[0].limit()), applied);
    }

    /** Applies the commands of a batch between the position of a buffer and its limit; both stay as they are. */
    static void apply(ByteBuffer batch, Applied applied) {
        int position = batch.position();
        int limit = batch.limit();
        int at = position + HEADER_BYTES;
        while (at < limit) {
            int next = at + Integer.BYTES + batch.getInt(at);
            applied.apply(batch.limit(next).position(at + Integer.BYTES));
            batch.limit(limit);
            at = next;
        }
        batch.position(position);
    }

    void acknowledge() {
        for (int i = 0; i < count; i++) {
            acknowledgements[i].acknowledged();
        }
    }

    void fail(Throwable problem) {
        for (int i = 0; i < count; i++) {
            acknowledgements[i].failed(problem);
        }
    }

    /** {@return whether this was the last use, and the batch is empty again} */
    boolean released() {
        uses--;
        if (uses == 0) {
            clear();
        }
        return uses == 0;
    }
}
