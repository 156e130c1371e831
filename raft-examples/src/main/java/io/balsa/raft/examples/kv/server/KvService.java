package io.balsa.raft.examples.kv.server;

import io.balsa.raft.NotLeaderException;
import io.balsa.raft.RaftNode;
import io.balsa.raft.examples.kv.KvCommandFormat;
import io.balsa.raft.examples.kv.KvQuery;
import io.balsa.raft.examples.kv.KvResult;
import io.balsa.raft.examples.kv.KvStateMachine;
import io.balsa.raft.examples.kv.MalformedCommandException;
import io.balsa.raft.examples.kv.Precondition;
import io.balsa.raft.examples.kv.json.Json;
import io.balsa.raft.spi.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Answers requests for keys: through the log of this server if it leads, otherwise through the leader. Never blocks. */
final class KvService {
    private final RaftNode node;
    private final KvStateMachine stateMachine;
    private final Forwarder forwarder;
    private final String self;
    private final long timeoutMillis;

    /**
     * A service.
     *
     * @param self {@code cluster/node}, as in {@link io.balsa.raft.examples.kv.KvHeaders#FORWARDED_TO}
     * @param timeout how long the cluster may take for a request
     */
    KvService(RaftNode node, KvStateMachine stateMachine, Forwarder forwarder, String self, Duration timeout) {
        this.node = node;
        this.stateMachine = stateMachine;
        this.forwarder = forwarder;
        this.self = self;
        this.timeoutMillis = timeout.toMillis();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the nested future is taken out right away
    CompletableFuture<Answer> serve(KvRequest request) {
        Optional<String> misdirected = request.forwardedTo().filter(target -> !target.equals(self));
        if (misdirected.isPresent()) {
            return CompletableFuture.completedFuture(
                    Answer.error(ErrorCode.NO_LEADER, "meant for " + misdirected.get() + ", but this is " + self));
        }
        CompletableFuture<byte[]> result = request.isWrite()
                ? node.propose(KvCommandFormat.encode(request.command()))
                : node.read(new KvQuery(request.key()).encode());
        return result.copy()
                .orTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .handle((bytes, failure) -> failure == null
                        ? CompletableFuture.completedFuture(answer(request, bytes))
                        : recover(request, Failures.unwrapped(failure)))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Answer> recover(KvRequest request, Throwable failure) {
        if (!(failure instanceof NotLeaderException notLeader)
                || request.forwardedTo().isPresent()) {
            return CompletableFuture.completedFuture(Failures.answer(failure, request.isWrite()));
        }
        Optional<NodeId> leader = notLeader.leader().filter(id -> !id.equals(node.id()));
        Optional<String> address = leader.flatMap(id -> stateMachine.httpAddress(id.value()));
        if (address.isEmpty()) {
            String reason = leader.map(id -> "leader " + id + " has not yet said where it answers HTTP")
                    .orElse("no leader is known to " + node.id());
            return CompletableFuture.completedFuture(Answer.error(ErrorCode.NO_LEADER, reason));
        }
        return forwarder.forward(request, leader.orElseThrow().value(), address.get());
    }

    private static Answer answer(KvRequest request, byte[] bytes) {
        try {
            KvResult result = KvResult.decode(bytes);
            return body(request, result).at(result.index(), result.version());
        } catch (MalformedCommandException e) {
            // Our own state machine answered something that is no answer: the write is in the log, what it did is not
            // known.
            return Failures.answer(e, request.isWrite());
        }
    }

    private static Answer body(KvRequest request, KvResult result) {
        return switch (result.status()) {
            case FOUND -> found(request, result);
            case CREATED, UPDATED ->
                Answer.json(
                        200,
                        Json.object(
                                "version", result.version(), "created", result.status() == KvResult.Status.CREATED));
            case DELETED -> Answer.json(200, Json.object("deleted", true));
            case NOT_FOUND ->
                holds(request, 0)
                        ? Answer.error(ErrorCode.NOT_FOUND, "no key '" + request.key() + "'")
                        : preconditionFailed(request, 0);
            case PRECONDITION_FAILED -> preconditionFailed(request, result.version());
            case ANNOUNCED, BAD_COMMAND ->
                Answer.error(
                        ErrorCode.INTERNAL,
                        result.status() + " " + new String(result.payload(), StandardCharsets.UTF_8));
        };
    }

    private static Answer found(KvRequest request, KvResult result) {
        if (holds(request, result.version())) {
            return Answer.bytes(result.payload());
        }
        Precondition.Kind kind = request.precondition().kind();
        boolean notModified = kind == Precondition.Kind.NONE_OF || kind == Precondition.Kind.ABSENT;
        return notModified ? new Answer(304, Map.of(), new byte[0]) : preconditionFailed(request, result.version());
    }

    private static boolean holds(KvRequest request, long version) {
        return request.precondition().holds(version);
    }

    private static Answer preconditionFailed(KvRequest request, long version) {
        String state = version == 0 ? "does not exist" : "has version " + version;
        return Answer.error(
                ErrorCode.PRECONDITION_FAILED,
                "key '" + request.key() + "' " + state + ", which " + request.conditionHeaders() + " excludes");
    }
}
