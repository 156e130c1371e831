package io.balsa.raft.benchmarks.floor;

import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Cluster;
import io.balsa.raft.benchmarks.drive.Library;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A leader and two followers, each one thread, one file and plain sockets. */
final class FloorCluster implements Cluster {
    static final int FOLLOWERS = Library.NODES - 1;

    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private final Leader leader;
    private final List<Follower> followers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private FloorCluster(Path directory, int fileBytes) throws IOException {
        List<SocketChannel> links = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            for (int i = 0; i < FOLLOWERS; i++) {
                SocketChannel toLeader = tuned(SocketChannel.open(server.getLocalAddress()));
                links.add(tuned(server.accept()));
                followers.add(new Follower(file(directory, i + 1, fileBytes), toLeader));
            }
        }
        leader = new Leader(file(directory, 0, fileBytes), links);
        startThread("floor-leader", leader);
        for (Follower follower : followers) {
            startThread("floor-follower", follower);
        }
    }

    static FloorCluster start(Path directory, int fileBytes) throws IOException {
        return new FloorCluster(directory, fileBytes);
    }

    static Path file(Path directory, int server) {
        return directory.resolve("floor-" + server);
    }

    private static FloorFile file(Path directory, int server, int fileBytes) throws IOException {
        return new FloorFile(file(directory, server), fileBytes);
    }

    private static SocketChannel tuned(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
        return channel;
    }

    private void startThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) throws InterruptedException {
        leader.arrivals().add(command, acknowledgement);
    }

    @Override
    public List<Applied> applied() {
        return Stream.concat(Stream.of(leader.applied()), followers.stream().map(Follower::applied))
                .toList();
    }

    @Override
    public void close() throws IOException {
        leader.close();
        try {
            threads.get(0).join();
            leader.endFollowers();
            for (Thread thread : threads) {
                thread.join();
            }
            leader.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the servers stop");
        }
    }
}
