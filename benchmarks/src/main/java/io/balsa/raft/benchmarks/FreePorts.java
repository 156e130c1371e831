package io.balsa.raft.benchmarks;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback that nobody listens at, for servers that must know one another's addresses before they start.
 *
 * <p>They lie below the range from which systems draw ports for outgoing connections. One from that range could be taken by any connection
 * before its server starts; and a peer that dials the port of a server that is down could be given that very port, and be connected to itself.
 */
public final class FreePorts {
    private static final int LEAST = 10_000;
    private static final int BOUND = 32_000;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    /**
     * Finds ports.
     *
     * @param count how many
     * @return that many different ports, free a moment ago
     * @throws IOException if there are hardly any
     */
    public static List<Integer> find(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int tries = 0; held.size() < count; tries++) {
                int port = ThreadLocalRandom.current().nextInt(LEAST, BOUND);
                try {
                    held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
                } catch (BindException taken) {
                    if (tries >= TRIES) {
                        throw taken;
                    }
                }
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }
}
