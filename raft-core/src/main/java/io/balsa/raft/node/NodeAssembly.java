package io.balsa.raft.node;

import io.balsa.raft.NodeSettings;
import io.balsa.raft.RaftConfig;
import io.balsa.raft.core.CoreSettings;
import io.balsa.raft.core.RaftCore;
import io.balsa.raft.spi.LocalIdentity;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.RestoredState;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a server together and starts it. For one use. */
final class NodeAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(LocalNode.class);

    private final NodeSettings settings;
    private final NodeEnvironment environment;
    private final NodeId id;
    private final Transport transport;

    NodeAssembly(NodeSettings settings, NodeEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
        this.id = settings.id();
        this.transport = settings.transport();
    }

    LocalNode start() throws IOException {
        boolean started = false;
        List<AutoCloseable> opened = new ArrayList<>(List.of(transport));
        try {
            LogStorage storage = settings.storage().open(settings.clusterId(), id);
            opened.add(storage);
            LocalNode node = start(storage);
            started = true;
            return node;
        } finally {
            if (!started) {
                opened.forEach(this::closeAfterFailure);
            }
        }
    }

    private void closeAfterFailure(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) { // the failure that the caller hears of is the first one
            LOG.warn("{}: closing after a failed start failed", id, e);
        }
    }

    private LocalNode start(LogStorage storage) throws IOException {
        RaftConfig config = settings.config();
        RestoredState restored = storage.restored();
        Shared shared = Shared.of(id, config, environment.clock(), settings.callbackExecutor());
        LogTail tail = new LogTail(
                storage,
                config.tailCacheBytes(),
                restored.lastIndex(),
                lastTimestampMillis(storage),
                environment.beforeReuse());
        RaftCore core = new RaftCore(
                coreSettings(config),
                id,
                settings.bootstrap(),
                restored,
                tail,
                environment.jitter(),
                environment.clock().nanoTime());
        tail.connect(core::termAt);
        MessageIntake messages =
                new MessageIntake(shared.inbox(), 2 * config.maxInflightBytes(), environment.beforeReuse());
        CatchUpAgent catchUp = new CatchUpAgent(shared, storage, transport);
        StorageAgent writer = new StorageAgent(shared, storage);
        ApplyAgent apply = new ApplyAgent(shared, settings.stateMachine(), storage, core.appliedIndex());
        NodeAgent node = new NodeAgent(shared, core, tail, transport, messages, writer, catchUp, apply);

        transport.start(new LocalIdentity(settings.clusterId(), self(core), environment.incarnation()), messages);
        transport.peers(NodeEffects.others(id, core.membership()));
        LOG.info(
                "{} starts in cluster {}: log {}..{}, term {}, {}, {}",
                id,
                settings.clusterId(),
                core.firstIndex(),
                core.lastIndex(),
                core.term(),
                core.membership(),
                config);
        return new LocalNode(shared, node, transport, carry(shared, List.of(node, catchUp, apply, writer)));
    }

    /**
     * Which agents share a thread: none, for now. The order is that of stopping, so the agent that closes the storage
     * comes after those that read it.
     */
    private List<AgentRunner.Carrier> carry(Shared shared, List<Agent> agents) {
        List<AgentRunner.Carrier> carriers = new ArrayList<>();
        boolean started = false;
        try {
            for (Agent agent : agents) {
                Guard guarded = new Guard(agent, shared.lifecycle(), shared.nodeBell());
                carriers.add(environment.runner().start("balsa-" + id + "-" + agent.name(), List.of(guarded)));
            }
            started = true;
            return carriers;
        } finally {
            if (!started) {
                shared.lifecycle().close();
                carriers.forEach(carrier -> carrier.stop(LocalNode.CLOSE_TIMEOUT_NANOS));
            }
        }
    }

    private Member self(RaftCore core) {
        return Stream.concat(core.membership().members().stream(), settings.bootstrap().members().stream())
                .filter(member -> member.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "bootstrap: " + settings.bootstrap() + " lacks this server, id " + id));
    }

    private static long lastTimestampMillis(LogStorage storage) throws StorageException {
        RestoredState restored = storage.restored();
        if (restored.lastIndex() == restored.baseIndex()) {
            return 0;
        }
        return storage.read(restored.lastIndex(), restored.lastIndex(), Integer.MAX_VALUE)
                .lastTimestampMillis();
    }

    private static CoreSettings coreSettings(RaftConfig config) {
        return new CoreSettings(
                config.electionTimeout().toNanos(),
                config.heartbeatInterval().toNanos(),
                config.preVote(),
                config.checkQuorum(),
                config.maxBatchBytes(),
                config.maxInflightRequests(),
                config.maxInflightBytes());
    }
}
