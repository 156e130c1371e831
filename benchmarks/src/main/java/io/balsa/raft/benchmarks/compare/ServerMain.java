package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.drive.Ports;
import io.balsa.raft.benchmarks.drive.Server;
import io.balsa.raft.benchmarks.drive.ServerLibrary;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The process of one server. It tells on its output, a line each, what happened and at which {@link System#nanoTime}, which all processes of a machine share on
 * Linux. It ends when its input does.
 */
final class ServerMain {
    static final String VERSION = "VERSION";
    static final String SETTINGS = "SETTINGS";

    /** The call that starts the server has returned. */
    static final String STARTED = "STARTED";

    /** The server has applied a first command. */
    static final String JOINED = "JOINED";

    /** The first command was acknowledged since this server leads; or it leads, and proposes what it is told to. */
    static final String LEADS = "LEADS";

    /** As many commands were applied as were expected. */
    static final String APPLIED = "APPLIED";

    /** What it was told to do is done. */
    static final String DONE = "DONE";

    /** Tells a server with {@code --commands} that it may begin to propose: all servers have started. */
    static final char GO = 'g';

    private static final int FAILED = 1;

    private ServerMain() {}

    /**
     * Runs a server until this process is killed, or its input ends.
     *
     * @param args {@code --library CLASS --number N --ports N,N,N --directory DIR --bytes N}; {@code --commands N} to propose, once it is told {@link #GO} and whenever it leads, until so many
     *     are applied, and {@code --window N} for how many are under way; without {@code --commands} it does what its input says, see {@link DirectedLoad}
     */
    public static void main(String[] args) {
        Options options = Options.parse(
                Map.of(
                        "library",
                        "",
                        "number",
                        "",
                        "ports",
                        "",
                        "directory",
                        "",
                        "commands",
                        "",
                        "window",
                        "64",
                        "bytes",
                        "256"),
                args);
        try {
            run(options);
        } catch (Throwable e) {
            fail(e);
        }
    }

    private static void run(Options options) throws Exception {
        ServerLibrary library = Class.forName(options.text("library"))
                .asSubclass(ServerLibrary.class)
                .getConstructor()
                .newInstance();
        tell(VERSION, library.version());
        tell(SETTINGS, library.settings());
        Server server = library.startServer(
                options.number("number") - 1, new Ports(options.numbers("ports")), Path.of(options.text("directory")));
        tell(STARTED, System.nanoTime());
        Commands commands = new Commands(options.number("bytes"));
        if (options.text("commands").isEmpty()) {
            new DirectedLoad(server, commands).run(System.in);
        } else {
            int expected = options.number("commands");
            LeaderLoad load = new LeaderLoad(server, commands, options.number("window"), expected);
            inBackground("watch", () -> watch(server, expected));
            for (int read = System.in.read(); read >= 0; read = System.in.read()) {
                if (read == GO) {
                    inBackground("load", load::run);
                }
            }
        }
        end();
    }

    /** Without good-bye: whoever started this does not want to wait for a library that hangs. */
    static void end() {
        Runtime.getRuntime().halt(0);
    }

    private static void watch(Server server, int expected) throws InterruptedException {
        awaitApplied(server, 1);
        tell(JOINED, System.nanoTime());
        awaitApplied(server, expected);
        tell(APPLIED, System.nanoTime());
    }

    static void awaitApplied(Server server, long count) throws InterruptedException {
        while (server.applied().count() < count) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** A part of the work; may fail, and then the process ends. */
    interface Work {
        void run() throws Exception;
    }

    static Thread inBackground(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Throwable e) {
                        fail(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void fail(Throwable e) {
        e.printStackTrace();
        System.err.flush();
        Runtime.getRuntime().halt(FAILED);
    }

    static void tell(String event, Object what) {
        System.out.println(event + " " + what);
    }
}
