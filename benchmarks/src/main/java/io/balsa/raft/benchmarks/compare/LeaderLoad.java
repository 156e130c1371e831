package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.drive.Acknowledgement;
import io.balsa.raft.benchmarks.drive.Server;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A closed loop at whichever server leads. Losing the leadership, or a proposal, is part of it. */
final class LeaderLoad {
    private static final long LOOK_AROUND_MILLIS = 100;

    private final Server server;
    private final Commands commands;
    private final int window;
    private final int limit;

    LeaderLoad(Server server, Commands commands, int window, int limit) {
        this.server = server;
        this.commands = commands;
        this.window = window;
        this.limit = limit;
    }

    /** Proposes whenever the server leads, until enough is applied. */
    void run() throws InterruptedException {
        // Servers that have applied commands of another leader propose only the rest.
        while (server.applied().count() < limit) {
            if (server.leads()) {
                new Leadership().use(limit - server.applied().count());
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** One stretch of leading, up to the first failure. */
    private final class Leadership implements Acknowledgement {
        private final Semaphore free = new Semaphore(window);
        private volatile boolean lasts = true;
        private volatile boolean told;

        void use(long most) throws InterruptedException {
            for (long proposed = 0; proposed < most && acquire(); proposed++) {
                try {
                    server.propose(commands.next(), this);
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    failed(e);
                }
            }
            while (lasts && server.leads() && server.applied().count() < limit) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }

        private boolean acquire() throws InterruptedException {
            while (lasts && !free.tryAcquire(LOOK_AROUND_MILLIS, TimeUnit.MILLISECONDS)) {
                lasts &= server.leads();
            }
            return lasts;
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
            if (lasts) {
                System.err.println("leads no more: " + problem);
            }
            lasts = false;
            free.release();
        }
    }
}
