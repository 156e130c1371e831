package io.balsa.raft.testkit.scenario;

import java.util.List;

/** A scenario file that was understood: how the world begins, and what happens in it. */
record Scenario(String name, ScenarioSetup setup, List<Command> commands) {}
