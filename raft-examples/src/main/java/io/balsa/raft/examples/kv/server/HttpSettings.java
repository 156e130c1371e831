package io.balsa.raft.examples.kv.server;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a server answers HTTP.
 *
 * @param clusterId the cluster's name
 * @param listen where to listen; port 0 for any free one
 * @param advertisedHost the host under which the other servers reach this one
 * @param maxValueBytes the longest value taken
 * @param requestTimeout how long the cluster may take for a request before the client is told that it did not answer
 */
public record HttpSettings(
        String clusterId, InetSocketAddress listen, String advertisedHost, int maxValueBytes, Duration requestTimeout) {
    /** The longest value taken unless told otherwise: 1 MiB. */
    public static final int DEFAULT_MAX_VALUE_BYTES = 1 << 20;

    /** How long the cluster may take unless told otherwise. */
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(5);
}
