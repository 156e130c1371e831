package io.balsa.raft.examples.kv;

/** The HTTP headers of the store that are not standard ones. */
public final class KvHeaders {
    /** On every answer: the log index at which it was given. A later answer never has to be older than it. */
    public static final String INDEX = "X-Raft-Index";

    /** On every answer: {@code cluster/node} that gave it, which behind a follower is the leader. */
    public static final String NODE = "X-Raft-Node";

    /** On a request that a follower passes on: {@code cluster/node} it is meant for. Such a request is never passed on again. */
    public static final String FORWARDED_TO = "X-Raft-Forwarded-To";

    private KvHeaders() {}
}
