package io.balsa.raft.examples.kv.server;

import io.balsa.raft.RaftNode;
import io.balsa.raft.examples.kv.KvStateMachine;
import io.balsa.raft.storage.FileStorage;
import io.balsa.raft.transport.netty.NettyTransport;
import java.io.IOException;

/** A whole server: a node with its log in files, Netty towards the other servers, and HTTP towards clients. */
public final class KvServer implements AutoCloseable {
    private final RaftNode node;
    private final KvHttpServer http;

    private KvServer(RaftNode node, KvHttpServer http) {
        this.node = node;
        this.http = http;
    }

    /**
     * Starts a server.
     *
     * @param settings its description
     * @return the running server
     * @throws IOException if the log cannot be opened or an address cannot be listened at; nothing is left running then
     */
    public static KvServer start(ServerSettings settings) throws IOException {
        KvStateMachine stateMachine = new KvStateMachine();
        RaftNode node = RaftNode.builder()
                .cluster(settings.http().clusterId())
                .id(settings.id())
                .bootstrap(settings.members())
                .storage(FileStorage.at(settings.dataDirectory()))
                .transport(NettyTransport.create())
                .stateMachine(stateMachine)
                .config(settings.config())
                .start();
        try {
            return new KvServer(node, KvHttpServer.start(settings.http(), node, stateMachine));
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** {@return the node, for those who want to know how it is doing} */
    public RaftNode node() {
        return node;
    }

    /** {@return {@code host:port} at which it answers HTTP} */
    public String httpAddress() {
        return http.address();
    }

    /** Stops to answer, then stops the node. */
    @Override
    public void close() {
        http.close();
        node.close();
    }
}
