package io.balsa.raft.testkit.simulation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What kind of worlds a seed is to be drawn from. */
public enum Profile {
    /** Three servers, nothing goes wrong. */
    CALM(EnumSet.noneOf(FaultKind.class), 3, 3),
    /** Anything: each seed draws which kinds of faults there are, how often, and how the cluster is set up. */
    SWARM(survivable(), 1, 5),
    /** Machines lose power, one and all. */
    POWER(
            EnumSet.of(
                    FaultKind.POWER_CUT,
                    FaultKind.POWER_CUT_ALL,
                    FaultKind.KILL,
                    FaultKind.SLOW_DISK,
                    FaultKind.STUCK_DISK),
            3,
            5),
    /** Anything, with hardly any traffic: some errors heal only because the next message hides them. */
    IDLE(survivable(), 2, 5),
    /** A cluster of one. */
    ONE_NODE(survivable(), 1, 1),
    /** A cluster of two. */
    TWO_NODE(survivable(), 2, 2),
    /** A cluster of three. */
    THREE_NODE(survivable(), 3, 3),
    /** A cluster of five. */
    FIVE_NODE(survivable(), 5, 5),
    /** The network falls apart in every way. */
    PARTITIONS(
            EnumSet.of(
                    FaultKind.CUT_ONE,
                    FaultKind.CUT_HALVES,
                    FaultKind.LEADER_IN_MINORITY,
                    FaultKind.LEADER_IN_MAJORITY,
                    FaultKind.RING,
                    FaultKind.BRIDGE,
                    FaultKind.DEAF,
                    FaultKind.MUTE,
                    FaultKind.CUT_LINK,
                    FaultKind.RESET,
                    FaultKind.LATENCY),
            3,
            5),
    /** Bits change on disks, of which a majority stays as it was; servers come and go. */
    DISK_ROT(
            EnumSet.of(
                    FaultKind.BIT_ROT,
                    FaultKind.KILL,
                    FaultKind.POWER_CUT,
                    FaultKind.POWER_CUT_ALL,
                    FaultKind.RESTART,
                    FaultKind.CUT_ONE,
                    FaultKind.LEADER_IN_MINORITY,
                    FaultKind.READ_ERROR,
                    FaultKind.WIPE),
            3,
            5),
    /** Disks lose writes, write them elsewhere and read from elsewhere, and say nothing; a majority of the disks keeps what it was given. */
    DISK_LIES(
            EnumSet.of(
                    FaultKind.LOST_WRITE,
                    FaultKind.MISDIRECTED_WRITE,
                    FaultKind.MISDIRECTED_READ,
                    FaultKind.KILL,
                    FaultKind.POWER_CUT,
                    FaultKind.POWER_CUT_ALL,
                    FaultKind.RESTART,
                    FaultKind.CUT_ONE,
                    FaultKind.LEADER_IN_MINORITY,
                    FaultKind.WIPE),
            3,
            5),
    /** Anything, with servers that only listen, and lose their disks. */
    LEARNERS(survivable(), 1, 4);

    @SuppressWarnings("ImmutableEnumChecker") // a view that nobody can change
    private final Set<FaultKind> faults;

    private final int leastVoters;
    private final int mostVoters;

    Profile(Set<FaultKind> faults, int leastVoters, int mostVoters) {
        this.faults = Collections.unmodifiableSet(faults);
        this.leastVoters = leastVoters;
        this.mostVoters = mostVoters;
    }

    /** All faults after which a server can go on with what is on its disk. */
    private static Set<FaultKind> survivable() {
        return EnumSet.complementOf(EnumSet.of(
                FaultKind.BIT_ROT, FaultKind.LOST_WRITE, FaultKind.MISDIRECTED_WRITE, FaultKind.MISDIRECTED_READ));
    }

    /**
     * The profile of a name.
     *
     * @param name as {@link #title} writes it
     * @return the profile
     */
    public static Profile named(String name) {
        for (Profile profile : values()) {
            if (profile.title().equals(name)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("profile '" + name + "': expected one of " + titles());
    }

    /** {@return the names of all profiles} */
    public static List<String> titles() {
        return List.of(values()).stream().map(Profile::title).toList();
    }

    /** {@return the name, as on a command line} */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    FaultPlan plan(long seed, long untilNanos) {
        double probability = faults.equals(survivable()) ? 0.5 : 0.8;
        return FaultPlan.draw(Chance.of(seed, "plan"), faults, probability, untilNanos);
    }

    WorldSettings settings(long seed) {
        Chance chance = Chance.of(seed, "settings");
        return this == CALM ? calm() : drawn(chance, learners(Chance.of(seed, "learners")));
    }

    /** From a stream of its own, so that the worlds without any are those that there were before there were learners. */
    private int learners(Chance chance) {
        double probability = switch (this) {
            case LEARNERS -> 1;
            case SWARM, IDLE, DISK_ROT, DISK_LIES -> 0.4;
            default -> 0;
        };
        return chance.happens(probability) ? (int) chance.between(1, 2) : 0;
    }

    private static WorldSettings calm() {
        return new WorldSettings(
                3,
                300,
                50,
                true,
                true,
                1 << 20,
                256,
                16 << 20,
                1 << 20,
                256 << 10,
                5,
                100_000_000,
                4,
                100,
                0.2,
                200_000,
                true,
                500_000,
                0.0,
                0,
                0);
    }

    private WorldSettings drawn(Chance chance, int learners) {
        int voters = (int) chance.between(leastVoters, mostVoters);
        long electionMillis = (long) chance.logUniform(100, 1500);
        long heartbeatMillis = Math.max(1, (long) (electionMillis / chance.logUniform(3, 15)));
        boolean tiny = chance.happens(0.5);
        int maxBatchBytes = tiny ? (int) chance.logUniform(1 << 10, 32 << 10) : 1 << 20;
        long thinkMillis = this == IDLE ? (long) chance.logUniform(2_000, 20_000) : (long) chance.logUniform(5, 500);
        int clients = chance.happens(0.25) ? 30 : (int) chance.between(1, 8);
        return new WorldSettings(
                voters,
                electionMillis,
                heartbeatMillis,
                chance.happens(0.75),
                chance.happens(0.85),
                maxBatchBytes,
                chance.happens(0.5) ? (int) chance.between(1, 8) : 256,
                tiny ? maxBatchBytes * chance.between(1, 4) : 16 << 20,
                Math.max(maxBatchBytes, chance.happens(0.5) ? 8 << 10 : 1 << 20),
                (chance.happens(0.5) ? 32 : 64 * (int) chance.between(1, 4)) << 10,
                clients,
                Math.max(thinkMillis, 3L * clients) * 1_000_000,
                (int) chance.between(1, 5),
                chance.happens(0.2) ? 3000 : 200,
                chance.unit() * 0.6,
                (long) chance.logUniform(20_000, electionMillis * 1e6 / 60),
                chance.happens(0.6),
                (long) chance.logUniform(20_000, electionMillis * 1e6 / 60),
                0.02,
                chance.happens(0.5) ? (int) chance.between(2, 6) : 0,
                learners);
    }
}
