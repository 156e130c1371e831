package io.balsa.raft.benchmarks.peers.aeron;

import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.MinMulticastFlowControlSupplier;
import io.aeron.driver.ThreadingMode;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Library;
import io.balsa.raft.benchmarks.drive.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/** One server: media driver, archive, consensus module and service. */
final class Member implements AutoCloseable {
    /** Each member listens for clients, consensus, the log and catch-up, in this order, and for its archive. */
    private static final int ARCHIVE_PORT = 4;

    private static final long LEADER_HEARTBEAT_TIMEOUT_NANOS = 1_000_000_000L;
    private static final int FORCED = 1;
    private static final int MTU_BYTES = 8 << 10;
    private static final int MAX_WINDOW_BYTES = 2 << 20;
    private static final String ANY_PORT = "aeron:udp?endpoint=127.0.0.1:0";
    private static final String WITHIN_PROCESS = "aeron:ipc";

    private final String mediaDirectory;
    private final CountingService service = new CountingService();
    private final ClusteredMediaDriver servers;
    private final ClusteredServiceContainer container;

    Member(int id, Ports ports, Path directory) throws IOException {
        // In memory, as Aeron has it: the log is not in there.
        mediaDirectory = "/dev/shm/aeron-" + ProcessHandle.current().pid() + "-" + id;
        AeronArchive.Context toArchive = new AeronArchive.Context()
                .aeronDirectoryName(mediaDirectory)
                .controlRequestChannel(WITHIN_PROCESS)
                .controlResponseChannel(WITHIN_PROCESS);
        servers = ClusteredMediaDriver.launch(
                media(), archive(ports.of(id, ARCHIVE_PORT), directory), consensus(id, ports, directory, toArchive));
        container = ClusteredServiceContainer.launch(new ClusteredServiceContainer.Context()
                .aeronDirectoryName(mediaDirectory)
                .archiveContext(toArchive.clone())
                .clusterDir(directory.resolve("cluster").toFile())
                .clusteredService(service));
    }

    private MediaDriver.Context media() throws IOException {
        int windowBytes = Math.min(MAX_WINDOW_BYTES, Math.min(systemLimit("rmem_max"), systemLimit("wmem_max")));
        return new MediaDriver.Context()
                .aeronDirectoryName(mediaDirectory)
                .threadingMode(ThreadingMode.SHARED)
                .termBufferSparseFile(true)
                .mtuLength(MTU_BYTES)
                .ipcMtuLength(MTU_BYTES)
                .socketSndbufLength(windowBytes)
                .socketRcvbufLength(windowBytes)
                .initialWindowLength(windowBytes)
                .multicastFlowControlSupplier(new MinMulticastFlowControlSupplier())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true);
    }

    /** More than the system allows for a socket's buffers, and Aeron does not start. */
    private static int systemLimit(String name) throws IOException {
        // In one gulp: such a file has no second part.
        return Integer.parseInt(
                Files.readAllLines(Path.of("/proc/sys/net/core", name)).get(0));
    }

    private Archive.Context archive(int port, Path directory) {
        return new Archive.Context()
                .aeronDirectoryName(mediaDirectory)
                .archiveDir(directory.resolve("archive").toFile())
                .controlChannel("aeron:udp?endpoint=127.0.0.1:" + port)
                .localControlChannel(WITHIN_PROCESS)
                .replicationChannel(ANY_PORT)
                .recordingEventsEnabled(false)
                .threadingMode(ArchiveThreadingMode.SHARED)
                .fileSyncLevel(FORCED)
                .catalogFileSyncLevel(FORCED);
    }

    private ConsensusModule.Context consensus(int id, Ports ports, Path directory, AeronArchive.Context toArchive) {
        return new ConsensusModule.Context()
                .aeronDirectoryName(mediaDirectory)
                .clusterMemberId(id)
                .clusterMembers(members(ports))
                .clusterDir(directory.resolve("cluster").toFile())
                .ingressChannel("aeron:udp")
                .isIpcIngressAllowed(true)
                .replicationChannel(ANY_PORT)
                .archiveContext(toArchive.clone())
                .leaderHeartbeatTimeoutNs(LEADER_HEARTBEAT_TIMEOUT_NANOS)
                .fileSyncLevel(FORCED);
    }

    private static String members(Ports ports) {
        StringJoiner members = new StringJoiner("|");
        for (int id = 0; id < Library.NODES; id++) {
            StringJoiner member = new StringJoiner(",").add(Integer.toString(id));
            for (int use = 0; use <= ARCHIVE_PORT; use++) {
                member.add("127.0.0.1:" + ports.of(id, use));
            }
            members.add(member.toString());
        }
        return members.toString();
    }

    boolean leads() {
        return service.leads();
    }

    Applied applied() {
        return service.applied();
    }

    String mediaDirectory() {
        return mediaDirectory;
    }

    @Override
    public void close() {
        container.close();
        servers.close();
    }
}
