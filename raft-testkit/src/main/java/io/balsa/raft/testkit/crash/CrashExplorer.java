package io.balsa.raft.testkit.crash;

import io.balsa.raft.spi.StorageException;
import io.balsa.raft.testkit.disk.SeededStreams;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Cuts the power behind every operation that a storage does to its disk, leaves every subset of what was not forced, and opens what is left:
 * the method of ALICE (Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014), as a test of one storage. What has to hold
 * is the contract of {@link io.balsa.raft.spi.LogStorage}.
 *
 * <p>Everything is drawn from the names of the scripts, so the same exploration gives the same findings. For one thread.
 */
public final class CrashExplorer {
    /** Enough to see what is wrong. */
    private static final int MAX_FINDINGS = 20;

    /** Images with the same bytes of which the same is expected. */
    private record Image(long fingerprint, int promise) {}

    private final StorageMaker maker;
    private final LongConsumer progress;
    private final Set<Image> seen = new HashSet<>();
    private final List<CrashFinding> findings = new ArrayList<>();
    private long maxImages;
    private long images;
    private long equalImages;

    /**
     * An explorer of a storage.
     *
     * @param maker makes the storage, on disks of the explorer's
     */
    public CrashExplorer(StorageMaker maker) {
        this(maker, count -> {});
    }

    /**
     * An explorer of a storage.
     *
     * @param maker makes the storage, on disks of the explorer's
     * @param progress is told the number of images, after each
     */
    public CrashExplorer(StorageMaker maker, LongConsumer progress) {
        this.maker = maker;
        this.progress = progress;
    }

    /**
     * Explores all scripts of {@link CrashScripts#all}, and random ones after them, until enough images were opened or enough was found.
     *
     * @param wantedImages how many images to open
     * @param seed of the first random script
     * @return what came of it
     */
    public CrashReport explore(long wantedImages, long seed) {
        long begin = System.nanoTime();
        maxImages = images + wantedImages;
        int scripts = 0;
        for (CrashScript script : CrashScripts.all()) {
            scripts += explore(script) ? 1 : 0;
        }
        for (long next = seed; wantsMore(); next++) {
            scripts += explore(CrashScripts.random(next)) ? 1 : 0;
        }
        return report(scripts, begin);
    }

    /**
     * Explores one script.
     *
     * @param script the script
     * @param wantedImages how many images to open at most
     * @return what came of it
     */
    public CrashReport explore(CrashScript script, long wantedImages) {
        long begin = System.nanoTime();
        maxImages = images + wantedImages;
        explore(script);
        return report(1, begin);
    }

    private CrashReport report(int scripts, long begin) {
        return new CrashReport(images, equalImages, scripts, List.copyOf(findings), System.nanoTime() - begin);
    }

    private boolean wantsMore() {
        return images < maxImages && findings.size() < MAX_FINDINGS;
    }

    private boolean explore(CrashScript script) {
        if (!wantsMore()) {
            return false;
        }
        seen.clear();
        try {
            for (CrashPoint point : Session.play(maker, script)) {
                if (wantsMore()) {
                    explore(script, point);
                }
            }
        } catch (StorageException | RuntimeException e) {
            findings.add(new CrashFinding(script.name(), 0, "no power cut", "all", "the session failed: " + e));
        }
        return true;
    }

    private void explore(CrashScript script, CrashPoint point) {
        SurvivorChoices choices = new SurvivorChoices(
                point.disk().pending(),
                script.sectorBytes(),
                SeededStreams.of(point.operation(), script.name() + "/survivors"));
        choices.forEach(choice -> {
            SimulatedDisk image = image(script, point, choice);
            if (!seen.add(new Image(image.fingerprint(), point.promise()))) {
                equalImages++;
                return true;
            }
            images++;
            progress.accept(images);
            check(script, point, choice, image).ifPresent(findings::add);
            return wantsMore();
        });
    }

    /** The disk after a power cut. Its seed depends on nothing but the crash, so that it can be had again. */
    private static SimulatedDisk image(CrashScript script, CrashPoint point, SurvivorChoice choice) {
        SimulatedDisk image = point.disk().fork(seed(script, point, choice));
        image.powerCut(choice);
        return image;
    }

    private static long seed(CrashScript script, CrashPoint point, SurvivorChoice choice) {
        return SeededStreams.seedOf(point.operation(), script.name() + "/" + choice);
    }

    private Optional<CrashFinding> check(
            CrashScript script, CrashPoint point, SurvivorChoice choice, SimulatedDisk image) {
        return ImageCheck.check(maker, image, point.allowed(), seed(script, point, choice))
                .map(problem ->
                        new CrashFinding(script.name(), point.operation(), point.last(), choice.toString(), problem));
    }

    /**
     * Repeats one crash.
     *
     * @param replay what {@link CrashFinding#replay} said
     * @return what is wrong after it; empty if nothing is, any more
     * @throws StorageException if the session does not even get there
     */
    public List<CrashFinding> replay(String replay) throws StorageException {
        String[] parts = replay.strip().split("\\s+", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("'" + replay + "': expected SCRIPT OPERATION SURVIVORS");
        }
        CrashScript script = CrashScripts.named(parts[0]);
        int operation = Integer.parseInt(parts[1]);
        SurvivorChoice choice = SurvivorChoice.parse(parts[2]);
        List<CrashFinding> found = new ArrayList<>();
        // Two moments have the same number where nothing but an acknowledgement lies between them.
        for (CrashPoint point : Session.play(maker, script)) {
            if (point.operation() == operation) {
                check(script, point, choice, image(script, point, choice)).ifPresent(found::add);
            }
        }
        return found;
    }
}
