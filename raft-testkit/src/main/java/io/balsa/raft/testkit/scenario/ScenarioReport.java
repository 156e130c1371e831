package io.balsa.raft.testkit.scenario;

/** Says in words why a scenario failed. */
final class ScenarioReport {
    private static final int LAST_EVENTS = 12;

    private ScenarioReport() {}

    static String of(SourceLine line, ScenarioFailure failure, ScenarioCluster cluster) {
        StringBuilder text = new StringBuilder();
        text.append(line.location()).append(": ").append(line.text()).append('\n');
        append(text, "  expected: ", failure.expected());
        append(text, "  seen:     ", failure.seen());
        text.append("  last events:\n");
        cluster.trace().last(LAST_EVENTS).forEach(event -> append(text, "    ", event));
        text.append("  in flight:\n");
        cluster.network().inFlight().forEach(flight -> append(text, "    ", flight.toString()));
        for (ScenarioNode node : cluster.nodes()) {
            text.append("  ").append(node.id()).append(node.isRunning() ? ":\n" : ", down:\n");
            if (node.isRunning()) {
                append(text, "    ", node.core().describe());
            }
            append(text, "    log:  ", node.log().toString());
            append(text, "    disk: ", node.durableHardState() + " " + node.durableLog());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String indent, String lines) {
        String next = " ".repeat(indent.length());
        text.append(indent).append(lines.strip().replace("\n", "\n" + next)).append('\n');
    }
}
