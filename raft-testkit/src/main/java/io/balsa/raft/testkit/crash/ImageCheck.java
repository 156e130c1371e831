package io.balsa.raft.testkit.crash;

import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.testkit.disk.PowerCut;
import io.balsa.raft.testkit.disk.SeededStreams;
import io.balsa.raft.testkit.disk.SimulatedDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Opens what a power cut left, and checks it: it opens; what it holds is one of the states that were allowed; and after another batch, forced, a
 * second power cut at any moment since leaves an allowed state again.
 */
final class ImageCheck {
    private static final List<PowerCut> CUTS = List.of(PowerCut.values());
    private static final List<CrashAction> FOLLOW_UPS = List.of(
            CrashAction.parse("append 2 60"),
            CrashAction.parse("elect 1 200"),
            CrashAction.parse("replace 1 1 90"),
            CrashAction.parse("append 1 9000"),
            CrashAction.parse("vote"));

    private final StorageMaker maker;
    private final SimulatedDisk image;
    private final SplittableRandom random;

    /** What the second power cut may leave. */
    private List<LogContents> allowed;

    /** One moment since the image was opened, each as likely as the others, and what was allowed then. */
    private Optional<SimulatedDisk> secondCut = Optional.empty();

    private List<LogContents> allowedThen = List.of();
    private int operations;

    private ImageCheck(StorageMaker maker, SimulatedDisk image, List<LogContents> allowed, long seed) {
        this.maker = maker;
        this.image = image;
        this.allowed = allowed;
        this.random = SeededStreams.of(seed, "image");
    }

    /**
     * Checks an image, which is used up by that.
     *
     * @param allowed the states that may be found
     * @param seed where the check's choices come from
     * @return what is wrong; empty if nothing is
     */
    static Optional<String> check(StorageMaker maker, SimulatedDisk image, List<LogContents> allowed, long seed) {
        return new ImageCheck(maker, image, allowed, seed).check();
    }

    private Optional<String> check() {
        Optional<String> problem;
        try {
            problem = openAndGoOn();
        } catch (StorageException | RuntimeException e) {
            return Optional.of("refused: " + e);
        }
        if (problem.isPresent()) {
            return problem;
        }
        image.powerCut(PowerCut.LOSE_ALL);
        return reopened(image, allowed, "after recovery, a batch and a second power cut")
                .or(() -> secondCut.flatMap(disk -> reopened(
                        disk, allowedThen, "after a second power cut, " + operations + " operations after the first")));
    }

    /** Opens, looks, writes a batch; leaves the storage open, as a power cut would. */
    private Optional<String> openAndGoOn() throws StorageException {
        LogStorage log = maker.on(new ObservedDisk(image, this::happened)).open(Session.CLUSTER, Session.NODE);
        LogContents found = LogContents.of(log);
        if (!allowed.contains(found)) {
            return Optional.of("found " + found + ", expected one of " + allowed);
        }
        WriteBatch batch =
                new BatchMaker(random.nextInt(1 << 20)).make(FOLLOW_UPS.get(random.nextInt(FOLLOW_UPS.size())), found);
        LogContents after = found.after(batch);
        allowed = List.of(found, after);
        log.persist(List.of(batch));
        allowed = List.of(after);
        if (random.nextBoolean()) {
            log.settle();
        }
        return Optional.empty();
    }

    private void happened(String operation) {
        if (random.nextInt(++operations) == 0) {
            secondCut = Optional.of(image.fork(random.nextLong()));
            allowedThen = new ArrayList<>(allowed);
        }
    }

    private Optional<String> reopened(SimulatedDisk disk, List<LogContents> expected, String when) {
        disk.powerCut(CUTS.get(random.nextInt(CUTS.size())));
        try (LogStorage log = maker.on(disk).open(Session.CLUSTER, Session.NODE)) {
            LogContents found = LogContents.of(log);
            return expected.contains(found)
                    ? Optional.empty()
                    : Optional.of(when + ": found " + found + ", expected one of " + expected);
        } catch (StorageException | RuntimeException e) {
            return Optional.of(when + ": refused: " + e);
        }
    }
}
