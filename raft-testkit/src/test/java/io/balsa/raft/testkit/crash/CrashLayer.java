package io.balsa.raft.testkit.crash;

import io.balsa.raft.spi.StorageException;
import io.balsa.raft.storage.FileStorage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the storage has to survive, in two calls, for those who have changed it. */
public final class CrashLayer {
    private static final StorageMaker FILES = disk -> FileStorage.on(disk, CrashExplorerMain.TINY);

    private CrashLayer() {}

    /**
     * Explores crashes.
     *
     * @param images how many to open
     * @return the first problem, its crash, and how many images were opened; empty if there is none
     */
    public static Optional<String[]> crash(long images) {
        CrashReport report = new CrashExplorer(FILES).explore(images, 0);
        return report.findings().stream()
                .map(found -> new String[] {found.problem(), found.replay(), Long.toString(report.images())})
                .findFirst();
    }

    /**
     * Damages every sector of what a session left on its disk.
     *
     * @param script the session
     * @return the first problem
     */
    public static Optional<String> damage(String script) throws StorageException, IOException {
        List<CrashPoint> points = Session.play(FILES, CrashScripts.named(script));
        CrashPoint end = points.get(points.size() - 1);
        DamageSweep sweep = new DamageSweep(FILES, 1);
        sweep.flipBits(end.disk().durableImage(), end.allowed());
        sweep.loseSectors(end.disk().durableImage(), end.allowed());
        sweep.loseOneCopy(end.disk().durableImage(), end.allowed());
        return sweep.problems.stream().findFirst();
    }
}
