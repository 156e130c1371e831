package io.balsa.raft.benchmarks.cluster;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kept connection to an HTTP/1.1 server, with one request under way at a time. Understands as much as a measurement needs, so that the client
 * takes little of the processor that it shares with the servers.
 */
final class HttpConnection implements AutoCloseable {
    private static final int MAX_ANSWER_BYTES = 64 << 10;
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 ([0-9]{3})");

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(MAX_ANSWER_BYTES);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long sentNanos;

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body the body
     */
    record Answer(int status, String body) {}

    HttpConnection(InetSocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends a request. The answer to the one before must have been taken. */
    void send(ByteBuffer request) throws IOException {
        in.clear();
        out = request;
        sentNanos = System.nanoTime();
        write();
    }

    long sentNanos() {
        return sentNanos;
    }

    private void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Goes on with whatever the selector says is possible. Returns the answer once it is complete. */
    Optional<Answer> proceed() throws IOException {
        if (key.isWritable()) {
            write();
            return Optional.empty();
        }
        if (channel.read(in) < 0) {
            throw new EOFException(channel.getRemoteAddress() + " closed the connection within a request");
        }
        return parse();
    }

    private Optional<Answer> parse() {
        String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        int headEnd = text.indexOf("\r\n\r\n") + 4;
        if (headEnd < 4) {
            return Optional.empty();
        }
        Matcher length = CONTENT_LENGTH.matcher(text);
        Matcher status = STATUS.matcher(text);
        if (!status.find() || !length.find() || length.start() > headEnd) {
            throw new IllegalStateException("expected a status and a Content-Length in: " + text);
        }
        int bodyEnd = headEnd + Integer.parseInt(length.group(1));
        return text.length() < bodyEnd
                ? Optional.empty()
                : Optional.of(new Answer(Integer.parseInt(status.group(1)), text.substring(headEnd, bodyEnd)));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
