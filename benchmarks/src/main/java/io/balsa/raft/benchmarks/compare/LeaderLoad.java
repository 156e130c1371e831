package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Server;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A closed loop at whichever server leads. Losing the leadership, or a proposal, is part of it. */
final class LeaderLoad implements Runnable, Acknowledgement {
    private static final int COMMAND_BYTES = 256;

    private final Server server;
    private final int limit;
    private final Semaphore free;
    private final Commands commands = new Commands(COMMAND_BYTES);
    private volatile boolean leading;
    private volatile boolean told;

    LeaderLoad(Server server, Options options) {
        this.server = server;
        this.limit = options.number("commands");
        this.free = new Semaphore(options.number("window"));
    }

    @Override
    public void run() {
        try {
            // Servers that have applied commands of another leader propose only the rest.
            while (server.applied().count() < limit) {
                if (server.leads()) {
                    told = false;
                    leading = true;
                    lead(limit - server.applied().count());
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the load has ended", e);
        }
    }

    private void lead(long most) throws Exception {
        for (long proposed = 0; leading && proposed < most; proposed++) {
            free.acquire();
            server.propose(commands.next(), this);
        }
        while (leading && server.applied().count() < limit) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Override
    public void acknowledged() {
        if (!told) {
            told = true;
            ServerMain.tell(ServerMain.LEADS, System.nanoTime());
        }
        free.release();
    }

    @Override
    public void failed(Throwable problem) {
        leading = false;
        free.release();
    }
}
