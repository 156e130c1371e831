package io.balsa.raft.benchmarks.compare;

import io.balsa.raft.benchmarks.Options;
import io.balsa.raft.benchmarks.drive.Server;
import io.balsa.raft.benchmarks.drive.ServerLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The process of one server. It proposes whenever it leads, and tells on its output, a line each, what happened and at which {@link System#nanoTime}, which
 * all processes of a machine share on Linux.
 */
final class ServerMain {
    static final String VERSION = "VERSION";
    static final String SETTINGS = "SETTINGS";

    /** The call that starts the server has returned. */
    static final String STARTED = "STARTED";

    /** The first command was acknowledged since this server leads. */
    static final String LEADS = "LEADS";

    /** As many commands were applied as were expected. */
    static final String APPLIED = "APPLIED";

    private static final int FAILED = 1;

    private ServerMain() {}

    /**
     * Runs a server until this process is killed, or its input ends.
     *
     * @param args {@code --library CLASS --number N --ports N,N,N --directory DIR}, {@code --commands N} to propose and to expect so many and no more, and
     *     {@code --window N} for how many are under way
     */
    public static void main(String[] args) {
        Options options = Options.parse(
                Map.of("library", "", "number", "", "ports", "", "directory", "", "commands", "", "window", "64"),
                args);
        try {
            ServerLibrary library = Class.forName(options.text("library"))
                    .asSubclass(ServerLibrary.class)
                    .getConstructor()
                    .newInstance();
            List<Integer> ports = options.numbers("ports");
            tell(VERSION, library.version());
            tell(SETTINGS, library.settings());
            Server server =
                    library.startServer(options.number("number") - 1, ports, Path.of(options.text("directory")));
            tell(STARTED, System.nanoTime());
            Thread load = new Thread(new LeaderLoad(server, options), "load");
            load.setDaemon(true);
            load.start();
            while (server.applied().count() < options.number("commands")) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            tell(APPLIED, System.nanoTime());
            while (System.in.read() >= 0) {
                // Whoever started this goes on.
            }
            System.exit(0);
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(FAILED);
        }
    }

    static void tell(String event, Object what) {
        System.out.println(event + " " + what);
    }
}
