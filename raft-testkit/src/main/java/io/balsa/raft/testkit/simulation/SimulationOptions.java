package io.balsa.raft.testkit.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param profile the kind of world
 * @param from the first seed
 * @param count how many seeds
 * @param time length of the safety phase
 * @param jobs how many threads run seeds
 * @param planFile faults to use instead of those that the seed draws
 * @param html where to write the space-time diagram of a single run, whatever becomes of it
 * @param history where to write what the clients of a single run did
 * @param trace whether to print all that happens
 * @param hash whether to print the hash of each run
 * @param coverage whether to say which situations the runs got into
 * @param progress whether to show on the standard error output how far it is
 * @param shrink whether to look for fewer faults that do as well when something was found
 * @param help whether to explain the rest
 */
record SimulationOptions(
        Profile profile,
        long from,
        int count,
        Duration time,
        int jobs,
        Optional<Path> planFile,
        Optional<Path> html,
        Optional<Path> history,
        boolean trace,
        boolean hash,
        boolean coverage,
        boolean progress,
        boolean shrink,
        boolean help) {
    static final String USAGE = """
            usage: sim --seeds N [--from S] [--profile P] [--time 60s] [--jobs J] [--hash] [--coverage]
                   sim --seed S [--profile P] [--time 60s] [--plan FILE] [--html FILE] [--history FILE]
                              [--trace] [--hash] [--no-shrink]

            --seeds N     run N seeds; prints a line for each that finds something
            --seed S      run one seed, with the state of all servers at the end
            --from S      the first seed (1)
            --profile P   one of: %s (swarm)
            --time T      how long faults go on, in virtual seconds (60s)
            --jobs J      how many seeds at a time (1)
            --plan FILE   the faults, one a line, instead of those that the seed draws
            --html FILE   write a diagram of the run there, a page for a browser; after a violation it is written anyway,
                          to target/sim/ unless told otherwise
            --history FILE  write what the clients did there, a line of JSON for each call
            --trace       print all that happens
            --hash        print the hash over all events
            --coverage    say how often the runs got into which situations, and into which never; from 500 seeds of the
                          profile swarm on, it counts as a finding if one is missed that must not be
            --progress    show how far it is; bin/sim adds this on a terminal
            --no-shrink   do not look for fewer faults that do as well

            Status: 0 nothing found, 1 something found, 2 wrong usage.""".formatted(String.join(", ", Profile.titles()));

    static SimulationOptions parse(List<String> arguments) {
        Deque<String> words = new ArrayDeque<>(arguments);
        Profile profile = Profile.SWARM;
        long from = 1;
        int count = 0;
        Duration time = Duration.ofSeconds(60);
        int jobs = 1;
        Optional<Path> planFile = Optional.empty();
        Optional<Path> html = Optional.empty();
        Optional<Path> history = Optional.empty();
        boolean trace = false;
        boolean hash = false;
        boolean coverage = false;
        boolean progress = false;
        boolean shrink = true;
        boolean help = arguments.isEmpty();
        while (!words.isEmpty()) {
            String word = words.poll();
            switch (word) {
                case "--seeds" -> count = (int) number(word, words.poll(), 1, Integer.MAX_VALUE);
                case "--seed" -> {
                    from = number(word, words.poll(), Long.MIN_VALUE, Long.MAX_VALUE);
                    count = 1;
                }
                case "--from" -> from = number(word, words.poll(), Long.MIN_VALUE, Long.MAX_VALUE);
                case "--profile" -> profile = Profile.named(needed(word, words.poll()));
                case "--time" ->
                    time = Duration.ofSeconds(
                            number(word, needed(word, words.poll()).replaceFirst("s$", ""), 1, 1_000_000));
                case "--jobs" -> jobs = (int) number(word, words.poll(), 1, 1024);
                case "--plan" -> planFile = Optional.of(Path.of(needed(word, words.poll())));
                case "--html" -> html = Optional.of(Path.of(needed(word, words.poll())));
                case "--history" -> history = Optional.of(Path.of(needed(word, words.poll())));
                case "--trace" -> trace = true;
                case "--hash" -> hash = true;
                case "--coverage" -> coverage = true;
                case "--progress" -> progress = true;
                case "--no-shrink" -> shrink = false;
                case "--help" -> help = true;
                default -> throw new IllegalArgumentException("'" + word + "': not an option");
            }
        }
        if (count == 0 && !help) {
            throw new IllegalArgumentException("expected --seeds N or --seed S");
        }
        return new SimulationOptions(
                profile, from, count, time, jobs, planFile, html, history, trace, hash, coverage, progress, shrink,
                help);
    }

    private static String needed(String option, String value) {
        if (value == null) {
            throw new IllegalArgumentException(option + ": expected a value behind it");
        }
        return value;
    }

    private static long number(String option, String value, long least, long most) {
        try {
            long number = Long.parseLong(needed(option, value));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " " + value + ": expected a whole number", e);
        }
        throw new IllegalArgumentException(option + " " + value + ": expected " + least + " to " + most);
    }
}
