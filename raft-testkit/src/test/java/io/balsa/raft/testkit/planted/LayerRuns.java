package io.balsa.raft.testkit.planted;

import io.balsa.raft.spi.StorageException;
import io.balsa.raft.testkit.crash.CrashLayer;
import io.balsa.raft.testkit.scenario.ScenarioResult;
import io.balsa.raft.testkit.scenario.ScenarioRunner;
import io.balsa.raft.testkit.simulation.Profile;
import io.balsa.raft.testkit.simulation.Simulation;
import io.balsa.raft.testkit.simulation.SimulationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The layers, as called from outside the world of a mutant, so only types of the JDK go in and out. Each method takes the root of the repository and a
 * budget. The answer has three parts: the first finding, empty if there was none; in which scenario, seed or script; and how much was run, in words.
 */
public final class LayerRuns {
    private static final String SCENARIOS = "raft-testkit/src/main/resources/scenarios";

    private static final Duration SAFETY = Duration.ofSeconds(20);

    /** What the seeds run in, in turn. */
    private static final List<Profile> PROFILES =
            List.of(Profile.SWARM, Profile.PARTITIONS, Profile.POWER, Profile.IDLE, Profile.TWO_NODE);

    private static final List<String> DAMAGED = List.of("votes", "cuts", "rolls");

    private LayerRuns() {}

    /**
     * Runs all scenario files.
     *
     * @param root of the repository
     * @param budget means nothing, all are run
     * @return the answer
     */
    public static String[] scenarios(String root, int budget) throws IOException {
        List<Path> files;
        try (Stream<Path> below = Files.list(Path.of(root, SCENARIOS))) {
            files = below.filter(file -> file.toString().endsWith(".scenario"))
                    .sorted()
                    .toList();
        }
        String found = "";
        String where = "";
        int failed = 0;
        for (Path file : files) {
            String name = file.getFileName().toString();
            ScenarioResult result = ScenarioRunner.run(name, Files.readAllLines(file));
            if (!result.passed() && failed++ == 0) {
                found = result.report();
                where = name.replace(".scenario", "");
            }
        }
        return answer(found, where, failed == 0 ? files.size() + " files" : failed + " of " + files.size());
    }

    /**
     * Runs seeds until one finds something.
     *
     * @param root of the repository
     * @param seeds how many at most
     * @return the answer
     */
    public static String[] simulator(String root, int seeds) {
        long events = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            Profile profile = PROFILES.get((seed - 1) % PROFILES.size());
            SimulationResult result = Simulation.run(profile, seed, SAFETY);
            events += result.events();
            if (result.violation().isPresent()) {
                return answer(
                        result.violation().get(), profile.title() + " " + seed, Outcome.count(events) + " events");
            }
        }
        return answer("", "", seeds + " seeds");
    }

    /**
     * Cuts the power in every way, then damages sectors.
     *
     * @param root of the repository
     * @param images how many images to open at most
     * @return the answer
     */
    public static String[] crash(String root, int images) throws IOException, StorageException {
        Optional<String[]> crash = CrashLayer.crash(images);
        if (crash.isPresent()) {
            return answer(crash.get()[0], crash.get()[1], crash.get()[2] + " images");
        }
        for (String script : DAMAGED) {
            Optional<String> problem = CrashLayer.damage(script);
            if (problem.isPresent()) {
                return answer(problem.get(), "damage to " + script, images + " images");
            }
        }
        return answer("", "", images + " images, " + DAMAGED.size() + " sweeps of damage");
    }

    private static String[] answer(String found, String where, String work) {
        return new String[] {found, where, work};
    }
}
