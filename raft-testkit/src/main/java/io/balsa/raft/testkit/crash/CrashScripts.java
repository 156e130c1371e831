package io.balsa.raft.testkit.crash;

import io.balsa.raft.testkit.disk.SeededStreams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Scripts to explore: a few written by hand, for what is known to be dangerous, and any number drawn from a seed. */
public final class CrashScripts {
    private static final Map<String, String> WRITTEN = written();
    private static final String RANDOM = "random-";
    private static final List<String> FAILURES = List.of("keeps", "reverts", "forgets", "keeps_names", "reverts_names");

    private CrashScripts() {}

    private static Map<String, String> written() {
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("append", "append 1 20; append 3 100; append 1 0 + append 2 50; append 5 1500; append 1 30");
        scripts.put("failed-force", "append 2 100; keeps append 3 3000; append 1 50; keeps vote; append 1 20; idle");
        scripts.put(
                "failed-force-reverts", "append 2 100; reverts append 3 3000; append 1 50; reverts elect 1 20; vote");
        scripts.put(
                "failed-force-in-roll", "append 1 9000; keeps append 1 9000; append 1 20; reverts append 1 9000; vote");
        scripts.put(
                "failed-force-forgets",
                "forgets append 3 3000; append 1 50; vote; append 2 20; forgets append 1 9000; append 1 20; forgets elect 1 4000; vote; append 2 50");
        scripts.put(
                "failed-force-in-opening",
                "append 1 9000; forgets kill; append 1 100; keeps append 1 5000; forgets kill; append 1 50; reverts kill; vote; append 1 9000");
        scripts.put(
                "failed-force-behind-marks",
                "append 1 9000; idle; keeps append 1 9000; append 1 9000; idle; forgets append 1 9000; append 1 9000");
        scripts.put(
                "failed-names-in-roll",
                "append 1 9000; keeps_names append 1 9000; append 1 20; append 1 9000; reverts_names append 1 9000; vote");
        scripts.put(
                "failed-names-in-opening",
                "append 1 9000; keeps_names append 1 9000; keeps_names kill; append 1 9000; reverts_names kill; append 1 9000");
        scripts.put("votes", "vote; append 2 40; vote; vote + append 1 20; append 1 5000; vote");
        scripts.put("units", "append 2 30; elect 2 40; follow 1 2 60; elect 1 6000 + append 1 10; follow 3 1 9000");
        scripts.put("cuts", "append 6 200; cut 2; append 1 50; replace 3 2 70; cut 1 + append 1 10 + cut 1; cut 3");
        scripts.put("rolls", "append 2 3000; append 2 4000; append 1 7000; append 1 6000; append 1 40; append 3 3000");
        scripts.put(
                "settles", "append 2 3000; settle; append 2 4000; settle; settle; append 1 9000; settle; vote; settle");
        scripts.put(
                "cut-across-roll", "append 3 3500; append 3 2500; replace 4 1 100; append 1 9000; cut 2; append 1 50");
        scripts.put("vote-in-roll", "append 1 9000; vote; elect 1 9000; follow 2 1 8000; vote + vote; append 1 20");
        scripts.put("group-across-roll", "append 1 5000 + vote + append 1 7000 + append 1 6000 + cut 1 + elect 1 100");
        scripts.put(
                "idle", "append 1 20; idle; append 2 300; idle; vote; idle; idle; append 1 4000; idle; append 1 10");
        scripts.put("reopen", "append 2 100; reopen; append 1 50; vote; reopen; reopen; append 1 9000; reopen; cut 1");
        scripts.put(
                "kill", "append 2 100; kill; append 1 50; elect 1 20; kill; kill; append 1 9000; kill; append 1 10");
        scripts.put("large", "append 1 20; append 1 40000; append 1 30; vote; append 2 17000 + append 1 20");
        return scripts;
    }

    /** {@return the scripts written by hand, on sectors of 4096 bytes} */
    public static List<CrashScript> all() {
        return WRITTEN.keySet().stream().map(name -> named(name + "/4096")).toList();
    }

    /**
     * A script drawn from a seed.
     *
     * @param seed the seed; odd ones give disks with sectors of 512 bytes
     * @return the script
     */
    public static CrashScript random(long seed) {
        return named(RANDOM + seed + (seed % 2 == 0 ? "/4096" : "/512"));
    }

    /**
     * The script that a finding names.
     *
     * @param name its name, a slash, and the size of a sector in bytes
     * @return the script
     */
    public static CrashScript named(String name) {
        int slash = name.indexOf('/');
        String bare = slash < 0 ? name : name.substring(0, slash);
        int sectorBytes = slash < 0 ? 4096 : Integer.parseInt(name.substring(slash + 1));
        if (bare.startsWith(RANDOM)) {
            return new CrashScript(name, sectorBytes, draw(Long.parseLong(bare.substring(RANDOM.length()))));
        }
        if (!WRITTEN.containsKey(bare)) {
            throw new IllegalArgumentException(
                    "script '" + name + "': expected " + RANDOM + "SEED or one of " + WRITTEN.keySet());
        }
        return new CrashScript(name, sectorBytes, WRITTEN.get(bare));
    }

    private static String draw(long seed) {
        SplittableRandom random = SeededStreams.of(seed, "script");
        List<String> steps = new ArrayList<>();
        int count = 5 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            steps.add(step(random));
        }
        return String.join("; ", steps);
    }

    private static String step(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> "idle";
            case 1 -> "settle";
            case 2 -> "reopen";
            case 3 -> (random.nextInt(4) == 0 ? FAILURES.get(random.nextInt(FAILURES.size())) + " " : "") + "kill";
            case 4 -> FAILURES.get(random.nextInt(FAILURES.size())) + " " + batches(random);
            default -> batches(random);
        };
    }

    private static String batches(SplittableRandom random) {
        List<String> batches = new ArrayList<>();
        do {
            batches.add(batch(random));
        } while (random.nextInt(4) == 0);
        return String.join(" + ", batches);
    }

    private static String batch(SplittableRandom random) {
        String entries = (1 + random.nextInt(3)) + " " + payloadBytes(random);
        int cut = 1 + random.nextInt(4);
        return switch (random.nextInt(9)) {
            case 0 -> "vote";
            case 1 -> "elect " + entries;
            case 2 -> "cut " + cut;
            case 3 -> "replace " + cut + " " + entries;
            case 4 -> "follow " + cut + " " + entries;
            default -> "append " + entries;
        };
    }

    private static int payloadBytes(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1, 2 -> 2000 + random.nextInt(4000);
            case 3 -> random.nextInt(20_000);
            default -> random.nextInt(300);
        };
    }
}
