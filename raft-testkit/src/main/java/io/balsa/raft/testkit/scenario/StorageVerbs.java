package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.NodeId;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Verbs that decide what becomes durable, and what is left after a crash. */
final class StorageVerbs {
    private StorageVerbs() {}

    static Map<String, Verb> all() {
        return Map.of(
                "persist", StorageVerbs::persist,
                "crash", StorageVerbs::crash,
                "restart", StorageVerbs::restart,
                "wipe", StorageVerbs::wipe);
    }

    private static Step persist(Words words) {
        NodeId id = words.nextNode();
        String what = words.next("manual, auto, upto=K, all or fail");
        switch (what) {
            case "manual":
                return run -> run.cluster().node(id).setPersistsAlone(false);
            case "auto":
                return run -> run.cluster().node(id).setPersistsAlone(true);
            case "all":
                return run -> upTo(run, id, run.cluster().node(id).issuedBatches());
            case "fail":
                return run -> run.cluster().failStorage(run.cluster().node(id));
            default:
                Condition upTo = Condition.parse(what);
                if (upTo == null || !upTo.key().equals("upto")) {
                    throw words.error("'" + what + "': expected manual, auto, upto=K, all or fail");
                }
                int batch = Math.toIntExact(words.number("upto", upTo.value()));
                return run -> upTo(run, id, batch);
        }
    }

    private static void upTo(ScenarioRun run, NodeId id, int batch) {
        ScenarioNode node = run.cluster().node(id);
        node.core();
        if (batch > node.issuedBatches() || node.storageFailed()) {
            throw new ScenarioFailure(
                    "batch " + batch + " of " + id + " to be written",
                    node.storageFailed() ? "its storage has failed" : "it has " + node.issuedBatches() + " batches");
        }
        if (batch > node.acknowledgedBatches()) {
            run.cluster().persist(node, batch);
        }
    }

    private static Step crash(Words words) {
        NodeId id = words.nextNode();
        ToIntFunction<ScenarioNode> kept = words.hasNext() ? kept(words) : ScenarioNode::acknowledgedBatches;
        return run -> {
            ScenarioNode node = run.cluster().node(id);
            node.core();
            int keep = kept.applyAsInt(node);
            if (keep < node.acknowledgedBatches() || keep > node.issuedBatches()) {
                throw new ScenarioFailure(
                        "to keep a number of batches that storage may keep: from " + node.acknowledgedBatches()
                                + " acknowledged to " + node.issuedBatches() + " issued",
                        "keep=" + keep);
            }
            run.cluster().crash(node, keep);
        };
    }

    private static ToIntFunction<ScenarioNode> kept(Words words) {
        Condition keep = words.nextCondition();
        if (!keep.key().equals("keep")) {
            throw words.error("'" + keep + "': expected keep=acked, keep=all or keep=K");
        }
        return switch (keep.value()) {
            case "acked" -> ScenarioNode::acknowledgedBatches;
            case "all" -> ScenarioNode::issuedBatches;
            default -> {
                int batches = Math.toIntExact(words.number("keep", keep.value()));
                yield node -> batches;
            }
        };
    }

    private static Step restart(Words words) {
        NodeId id = words.nextNode();
        return run -> {
            ScenarioNode node = run.cluster().node(id);
            crashIfRunning(run, node);
            run.cluster().restart(node);
        };
    }

    private static Step wipe(Words words) {
        NodeId id = words.nextNode();
        return run -> {
            ScenarioNode node = run.cluster().node(id);
            crashIfRunning(run, node);
            run.cluster().wipe(node);
        };
    }

    private static void crashIfRunning(ScenarioRun run, ScenarioNode node) {
        if (node.isRunning()) {
            run.cluster().crash(node, node.acknowledgedBatches());
        }
    }
}
