package io.balsa.raft.transport.netty;

/**
 * What was exchanged with a peer since it was named in {@link NettyTransport#peers}. Numbers of messages.
 *
 * @param sent handed to the socket
 * @param received delivered to the listener
 * @param droppedUnconnected not sent because there was no connection, or lost with one while they waited
 * @param droppedQueueFull not sent because the queue was full
 * @param droppedTooLong not sent because the frame would be longer than {@link NettyTransportOptions#maxFrameBytes}
 */
public record PeerTraffic(
        long sent, long received, long droppedUnconnected, long droppedQueueFull, long droppedTooLong) {}
