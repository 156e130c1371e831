package io.balsa.raft.examples.kv.server;

import io.balsa.raft.RaftConfig;
import io.balsa.raft.spi.Member;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole server of the store.
 *
 * @param id its name
 * @param members all servers of the cluster with their addresses for one another
 * @param dataDirectory where its log is
 * @param config timeouts and limits of Raft
 * @param http how it answers HTTP
 */
public record ServerSettings(
        String id, List<Member> members, Path dataDirectory, RaftConfig config, HttpSettings http) {
    /** Copies the members. */
    public ServerSettings {
        members = List.copyOf(members);
    }
}
