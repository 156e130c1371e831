package io.balsa.raft;

import java.nio.ByteBuffer;

/**
 * A command that the cluster has agreed upon, and its place in the log.
 *
 * @param index position in the log; rises, but not always by one, since the log also holds entries that are no commands
 * @param term the term in which a leader appended it
 * @param timestampMillis that leader's wall clock when it did, in milliseconds since 1970; never falls along the log, so it can
 *     serve as the state machine's clock
 * @param command a read-only view of the command, valid until {@code apply} returns: copy what is to be kept
 */
public record CommittedEntry(long index, long term, long timestampMillis, ByteBuffer command) {
    /** {@return a copy of the command} */
    public byte[] commandBytes() {
        byte[] bytes = new byte[command.remaining()];
        command.duplicate().get(bytes);
        return bytes;
    }
}
