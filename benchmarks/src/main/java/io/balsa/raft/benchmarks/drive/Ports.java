package io.balsa.raft.benchmarks.drive;

import io.balsa.raft.benchmarks.FreePorts;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * At which ports of the loopback the servers of a cluster listen.
 *
 * @param all those of the first server, then those of the second, and so on
 */
public record Ports(List<Integer> all) {
    /** How many each server has: as many as the neediest library wants. */
    public static final int EACH = 5;

    /**
     * Keeps them.
     *
     * @param all as many for each server of a cluster
     */
    public Ports {
        if (all.size() != Library.NODES * EACH) {
            throw new IllegalArgumentException(
                    "ports " + all + ": expected " + EACH + " for each of " + Library.NODES + " servers");
        }
    }

    /**
     * Finds ports.
     *
     * @return ports that were free a moment ago
     * @throws IOException if there are hardly any
     */
    public static Ports find() throws IOException {
        return new Ports(FreePorts.find(Library.NODES * EACH));
    }

    /**
     * {@return the only port of a server that needs but one}
     *
     * @param server which server, from 0
     */
    public int of(int server) {
        return of(server, 0);
    }

    /**
     * {@return a port of a server}
     *
     * @param server which server, from 0
     * @param use which of its ports, from 0
     */
    public int of(int server, int use) {
        return all.get(server * EACH + use);
    }

    /** {@return the addresses of the servers that need but one port, as {@code host:port}} */
    public List<String> addresses() {
        return IntStream.range(0, Library.NODES)
                .mapToObj(server -> "127.0.0.1:" + of(server))
                .toList();
    }

    /** {@return all of them, for a command line} */
    public String text() {
        return all.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
