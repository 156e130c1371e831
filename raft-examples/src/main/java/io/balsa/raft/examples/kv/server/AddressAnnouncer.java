package io.balsa.raft.examples.kv.server;

import io.balsa.raft.NodeListener;
import io.balsa.raft.RaftNode;
import io.balsa.raft.Role;
import io.balsa.raft.examples.kv.KvCommand;
import io.balsa.raft.examples.kv.KvCommandFormat;
import io.balsa.raft.examples.kv.KvStateMachine;
import io.balsa.raft.spi.NodeId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this server's HTTP address in the replicated state whenever it leads. Only a leader is ever forwarded to, and a leader can write, so
 * nobody else needs to: a server that came back on another port makes it known when it is elected. Tried again until it
 * sticks, since a leader may lose its office on the way.
 */
final class AddressAnnouncer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AddressAnnouncer.class);
    private static final long RETRY_MILLIS = 250;

    private final RaftNode node;
    private final KvStateMachine stateMachine;
    private final String address;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kv-announcer");
        thread.setDaemon(true);
        return thread;
    });

    // Confined to the scheduler's thread.
    private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);

    AddressAnnouncer(RaftNode node, KvStateMachine stateMachine, String address) {
        this.node = node;
        this.stateMachine = stateMachine;
        this.address = address;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the task lets no exception out
    void start() {
        scheduler.scheduleWithFixedDelay(this::announceIfNeeded, 0, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        node.addListener(new NodeListener() {
            @Override
            public void roleChanged(Role role, long term, Optional<NodeId> leader) {
                if (role == Role.LEADER) {
                    announceSoon();
                }
            }
        });
    }

    private void announceSoon() {
        try {
            scheduler.execute(this::announceIfNeeded);
        } catch (RejectedExecutionException e) {
            LOG.debug("elected while closing");
        }
    }

    private void announceIfNeeded() {
        try {
            boolean known = stateMachine
                    .httpAddress(node.id().value())
                    .filter(address::equals)
                    .isPresent();
            if (!known && underWay.isDone() && node.status().role() == Role.LEADER) {
                underWay = node.propose(KvCommandFormat.encode(
                                new KvCommand.Announce(node.id().value(), address)))
                        .whenComplete(this::announced);
            }
        } catch (RuntimeException e) {
            // An exception that left a scheduled task would end its repetition in silence.
            LOG.warn("cannot announce {}, trying again", address, e);
        }
    }

    private void announced(byte[] result, Throwable failure) {
        if (failure == null) {
            LOG.info("leading; announced that {} answers HTTP at {}", node.id(), address);
        } else {
            LOG.info(
                    "could not announce {}: {}",
                    address,
                    Failures.unwrapped(failure).getMessage());
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
