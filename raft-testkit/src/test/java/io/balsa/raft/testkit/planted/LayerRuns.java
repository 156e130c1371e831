package io.balsa.raft.testkit.planted;

import io.balsa.raft.spi.StorageException;
import io.balsa.raft.testkit.crash.CrashLayer;
import io.balsa.raft.testkit.explorer.Explorer;
import io.balsa.raft.testkit.invariants.InvariantBroken;
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

    private static final String STARTS = "raft-testkit/src/main/resources/explorer/index";

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
     * Searches the states around each seeded start breadth first, at first a few of each, and then takes random walks.
     *
     * @param root of the repository
     * @param states how many to meet at most from each start
     * @return the answer
     */
    public static String[] explorer(String root, int states) throws IOException {
        List<String> starts = Files.readAllLines(Path.of(root, STARTS)).stream()
                .filter(name -> !name.isBlank() && !name.startsWith("exhausted"))
                .toList();
        for (int budget : new int[] {states / 10, states}) {
            for (String start : starts) {
                String broken = explore(start, budget);
                if (broken != null) {
                    return answer(broken, start, "within " + Outcome.count(budget) + " states");
                }
            }
        }
        int walks = states / 10;
        String broken = explore("walks", walks);
        String work =
                starts.size() + " starts of " + Outcome.count(states) + " states, " + Outcome.count(walks) + " walks";
        return broken == null ? answer("", "", work) : answer(broken, "a walk", "within " + Outcome.count(walks));
    }

    /** What breaks on the way to a start is a finding like any other. */
    private static String explore(String what, long budget) throws IOException {
        try {
            return Explorer.explore(what, budget, 1);
        } catch (InvariantBroken e) {
            return e.getMessage();
        } catch (RuntimeException e) {
            return e.toString();
        }
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
