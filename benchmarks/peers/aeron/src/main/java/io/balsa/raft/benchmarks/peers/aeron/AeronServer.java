package io.balsa.raft.benchmarks.peers.aeron;

import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Applied;
import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A member, and a client of it once it leads and something is proposed. */
final class AeronServer implements Server {
    private static final long PATIENCE_NANOS = 90_000_000_000L;
    private static final long PAUSE_MILLIS = 20;
    private static final String STILL_MARKED = "active mark file";

    private final Member member;
    private Client client;

    private AeronServer(Member member) {
        this.member = member;
    }

    /** Starts it; if it was killed before, then as soon as Aeron believes so, which it does when the mark in its files is 10 s old. */
    static AeronServer start(int number, Ports ports, Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                return new AeronServer(new Member(number, ports, directory));
            } catch (IllegalStateException e) {
                if (!String.valueOf(e.getMessage()).contains(STILL_MARKED) || System.nanoTime() - end > 0) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    @Override
    public boolean leads() {
        return member.leads();
    }

    @Override
    public void propose(byte[] command, Acknowledgement acknowledgement) throws IOException {
        if (client == null) {
            client = new Client(member.mediaDirectory(), member::leads);
        }
        client.propose(command, acknowledgement);
    }

    @Override
    public Applied applied() {
        return member.applied();
    }

    @Override
    public void close() throws IOException {
        if (client != null) {
            client.close();
        }
        member.close();
    }
}
