package io.balsa.raft.examples.kv.cli;

import io.balsa.raft.RaftConfig;
import io.balsa.raft.examples.kv.KvCommandFormat;
import io.balsa.raft.examples.kv.server.HttpSettings;
import io.balsa.raft.examples.kv.server.KvServer;
import io.balsa.raft.examples.kv.server.ServerSettings;
import io.balsa.raft.spi.Member;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a server until it is told to stop. */
@Command(
        name = "serve",
        description =
                "Run one server of a cluster in the foreground. Logs go to standard error; SIGTERM or Ctrl-C stops it.",
        sortOptions = false,
        footer = {
            "%nExample, a cluster of three on one machine:",
            "  ALL=n1=127.0.0.1:7101,n2=127.0.0.1:7102,n3=127.0.0.1:7103",
            "  bin/kv serve --id n1 --cluster $ALL --data data/n1 --http 127.0.0.1:8101 &",
            "  bin/kv serve --id n2 --cluster $ALL --data data/n2 --http 127.0.0.1:8102 &",
            "  bin/kv serve --id n3 --cluster $ALL --data data/n3 --http 127.0.0.1:8103 &",
            "  curl -i -X PUT --data-binary hello http://127.0.0.1:8101/kv/greeting%n"
        })
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    /** What fits into one message of the transport with room to spare. */
    private static final int MAX_VALUE_BYTES = 8 << 20;

    @Option(names = "--id", required = true, paramLabel = "NAME", description = "This server's name.")
    private String id;

    @Option(
            names = "--cluster",
            required = true,
            paramLabel = "NAME=HOST:PORT,...",
            description =
                    "All servers with their addresses for one another, this one among them. The same on all servers.")
    private String cluster;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Where this server keeps its log.")
    private Path data;

    @Option(
            names = "--http",
            required = true,
            converter = HostPort.Converter.class,
            paramLabel = "HOST:PORT",
            description =
                    "Where to answer HTTP; port 0 for any free one. The other servers must reach it too. (Of 0.0.0.0"
                            + " they are told the host in --cluster.)")
    private HostPort http;

    @Option(
            names = "--cluster-id",
            paramLabel = "NAME",
            defaultValue = "kv",
            description =
                    "The cluster's name; servers and data of another cluster are refused. Default: ${DEFAULT-VALUE}.")
    private String clusterId;

    @Option(
            names = "--max-value-bytes",
            paramLabel = "N",
            defaultValue = "" + HttpSettings.DEFAULT_MAX_VALUE_BYTES,
            description = "The longest value taken. Default: ${DEFAULT-VALUE}.")
    private int maxValueBytes;

    @Option(
            names = "--request-timeout",
            converter = DurationConverter.class,
            paramLabel = "DURATION",
            defaultValue = "5s",
            description = "How long the cluster may take for a request. Default: ${DEFAULT-VALUE}.")
    private Duration requestTimeout;

    @Option(
            names = "--election-timeout",
            converter = DurationConverter.class,
            paramLabel = "DURATION",
            defaultValue = "1s",
            description = "How long to wait for a leader before electing another. Default: ${DEFAULT-VALUE}.")
    private Duration electionTimeout;

    @Option(names = "--stop-on-eof", hidden = true, description = "Stop when standard input ends: our parent is gone.")
    private boolean stopOnEof;

    @Mixin
    @SuppressWarnings("unused") // for picocli
    private HelpOption help;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ServerSettings settings = settings();
        CountDownLatch stopped = new CountDownLatch(1);
        try (KvServer server = start(settings)) {
            LOG.info(
                    "{} serves http://{} with data in {}",
                    id,
                    server.httpAddress(),
                    data.toAbsolutePath().normalize());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "kv-stop"));
            if (stopOnEof) {
                System.in.transferTo(OutputStream.nullOutputStream());
            } else {
                stopped.await();
            }
        }
        return ExitCodes.OK;
    }

    private KvServer start(ServerSettings settings) throws IOException {
        try {
            return KvServer.start(settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private ServerSettings settings() {
        try {
            List<Member> members =
                    Arrays.stream(cluster.split(",")).map(Member::parse).toList();
            Member self = members.stream()
                    .filter(member -> member.id().value().equals(id))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("--cluster '" + cluster + "': lacks this server, --id " + id));
            return new ServerSettings(
                    id,
                    members,
                    data,
                    config(),
                    new HttpSettings(clusterId, http.resolve(), advertisedHost(self), maxValueBytes, requestTimeout));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private RaftConfig config() {
        if (maxValueBytes < 0 || maxValueBytes > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "--max-value-bytes " + maxValueBytes + ": expected 0 to " + MAX_VALUE_BYTES);
        }
        int commandBytes = maxValueBytes + KvCommandFormat.MAX_KEY_BYTES + KvCommandFormat.MAX_OVERHEAD_BYTES;
        return RaftConfig.builder()
                .maxCommandBytes(Math.max(commandBytes, RaftConfig.defaults().maxCommandBytes()))
                .electionTimeout(electionTimeout)
                .heartbeatInterval(electionTimeout.dividedBy(10))
                .build();
    }

    private String advertisedHost(Member self) {
        InetSocketAddress address = http.resolve();
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("--http '" + http + "': the host is not known");
        }
        boolean anyAddress = address.getAddress().isAnyLocalAddress();
        return anyAddress ? HostPort.parse(self.address()).host() : http.host();
    }
}
