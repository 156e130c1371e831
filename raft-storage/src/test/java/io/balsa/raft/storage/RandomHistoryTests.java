package io.balsa.raft.storage;

import static io.balsa.raft.storage.Batches.SMALL;
import static io.balsa.raft.storage.Batches.contents;
import static io.balsa.raft.storage.Batches.entries;
import static io.balsa.raft.storage.Batches.open;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.EncodedEntries;
import io.balsa.raft.spi.HardState;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.spi.StorageException;
import io.balsa.raft.spi.WriteBatch;
import io.balsa.raft.storage.Batches.Contents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random batches, with kills and power cuts at random operations: what is found is a prefix with all that was acknowledged. */
final class RandomHistoryTests {
    private static final int HISTORIES = 40;
    private static final int LIVES = 12;

    private MemoryDisk disk;
    private Random random;
    private long term;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyLifeFindsAPrefixWithAllThatWasAcknowledged(long seed) throws StorageException {
        int crashes = 0;
        int segments = 0;
        for (int i = 0; i < HISTORIES; i++) {
            random = new Random(1000 * seed + i);
            disk = new MemoryDisk();
            term = 1;
            List<Contents> possible = List.of(Contents.EMPTY);
            for (int life = 0; life < LIVES; life++) {
                String where = "seed " + seed + ", history " + i + ", life " + life;
                possible = live(possible, where);
                crashes++;
                switch (random.nextInt(4)) {
                    case 0 -> disk.kill();
                    case 1 -> disk.powerCut();
                    default -> disk.powerCut(random);
                }
            }
            segments += disk.segments().size();
        }
        assertTrue(crashes >= HISTORIES * LIVES && segments > 2 * HISTORIES, segments + " segments");
    }

    /** Opens, checks, writes until the disk fails; returns what the next life may find. */
    private List<Contents> live(List<Contents> possible, String where) throws StorageException {
        LogStorage log = open(disk);
        Contents state = contents(log, log.restored());
        assertTrue(possible.contains(state), where + ": found " + state + ", expected one of " + possible);
        int[] operationsLeft = {1 + random.nextInt(60)};
        disk.failOn(operation -> !operation.startsWith("open READ") && --operationsLeft[0] < 0);
        List<Contents> next = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                next = new ArrayList<>(List.of(state));
                List<WriteBatch> group = new ArrayList<>();
                int size = 1 + random.nextInt(3);
                for (int j = 0; j < size; j++) {
                    group.add(batch(next.get(j)));
                    next.add(next.get(j).after(group.get(j)));
                }
                log.persist(group);
                state = next.get(size);
                next = List.of(state);
                if (random.nextInt(5) == 0) {
                    log.idle();
                }
            }
            log.close();
        } catch (StorageException e) {
            assertTrue(e.getMessage().contains("injected"), where + ": " + e);
        }
        disk.failOn(operation -> false);
        return next;
    }

    private WriteBatch batch(Contents state) {
        long last = state.entries().size();
        long truncateFrom = 0;
        if (last > 0 && random.nextInt(6) == 0) {
            truncateFrom = last - random.nextInt((int) Math.min(last, 8)) + random.nextInt(2);
            last = truncateFrom - 1;
        }
        Optional<HardState> hardState = Optional.empty();
        if (random.nextInt(5) == 0) {
            term++;
            NodeId candidate = NodeId.of("n" + random.nextInt(4));
            hardState =
                    Optional.of(new HardState(term, random.nextBoolean() ? Optional.of(candidate) : Optional.empty()));
        }
        int count = random.nextInt(4);
        int payload = random.nextInt(20) == 0 ? random.nextInt(SMALL.segmentBytes()) : random.nextInt(400);
        EncodedEntries entries = count == 0 ? EncodedEntries.none(last + 1) : entries(last + 1, count, term, payload);
        return new WriteBatch(1, hardState, truncateFrom, entries);
    }
}
