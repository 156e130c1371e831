package io.balsa.raft.testkit.disk;

import java.util.List;
import java.util.random.RandomGenerator;

/** Faults at random, each operation for itself. */
public final class RandomDiskFaults implements DiskFaults {
    private static final List<ReadFault> READ_ERRORS = List.of(ReadFault.ERROR, ReadFault.STICKY_ERROR);
    private static final List<ReadFault> READ_DAMAGES =
            List.of(ReadFault.BIT_FLIP, ReadFault.ZEROED_SECTOR, ReadFault.MISDIRECTED);
    private static final List<WriteFault> WRITE_ERRORS = List.of(WriteFault.ERROR, WriteFault.SHORT);
    private static final List<WriteFault> WRITE_DAMAGES = List.of(WriteFault.LOST, WriteFault.MISDIRECTED);
    private static final List<ForceFault> FORCE_ERRORS =
            List.of(ForceFault.KEEPS_CACHE, ForceFault.REVERTS_CACHE, ForceFault.FORGETS_PLACES);

    private final Rates rates;
    private final RandomGenerator random;

    /**
     * How often things go wrong: each a probability from 0 to 1.
     *
     * @param shortReads reads that bring fewer bytes than asked for
     * @param readErrors reads that fail, once or for good
     * @param readDamages reads that bring wrong bytes
     * @param writeErrors writes that fail, some of them in the middle
     * @param writeDamages writes that never reach the medium, or elsewhere
     * @param forceErrors forces that fail
     * @param nameErrors other operations that fail
     */
    public record Rates(
            double shortReads,
            double readErrors,
            double readDamages,
            double writeErrors,
            double writeDamages,
            double forceErrors,
            double nameErrors) {
        /** Nothing goes wrong, but that reads may be short, which is no fault. */
        public static final Rates HARMLESS = new Rates(0.1, 0, 0, 0, 0, 0, 0);

        /** Checks the probabilities. */
        public Rates {
            check("shortReads", shortReads);
            check("readErrors", readErrors);
            check("readDamages", readDamages);
            check("writeErrors", writeErrors);
            check("writeDamages", writeDamages);
            check("forceErrors", forceErrors);
            check("nameErrors", nameErrors);
        }

        private static void check(String name, double rate) {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException(name + " " + rate + ": expected 0 to 1");
            }
        }
    }

    /**
     * Faults at rates.
     *
     * @param rates how often
     * @param random to draw from, of these faults alone
     */
    public RandomDiskFaults(Rates rates, RandomGenerator random) {
        this.rates = rates;
        this.random = random;
    }

    @Override
    public ReadFault onRead(String name, long offset, int bytes) {
        if (happens(rates.readErrors())) {
            return oneOf(READ_ERRORS);
        }
        if (happens(rates.readDamages())) {
            return oneOf(READ_DAMAGES);
        }
        return happens(rates.shortReads()) ? ReadFault.SHORT : ReadFault.NONE;
    }

    @Override
    public WriteFault onWrite(String name, long offset, int bytes) {
        if (happens(rates.writeErrors())) {
            return oneOf(WRITE_ERRORS);
        }
        return happens(rates.writeDamages()) ? oneOf(WRITE_DAMAGES) : WriteFault.NONE;
    }

    @Override
    public ForceFault onForce(DiskOperation operation, String name) {
        return happens(rates.forceErrors()) ? oneOf(FORCE_ERRORS) : ForceFault.NONE;
    }

    @Override
    public boolean fails(DiskOperation operation, String name) {
        return happens(rates.nameErrors());
    }

    private boolean happens(double rate) {
        return rate > 0 && random.nextDouble() < rate;
    }

    private <T> T oneOf(List<T> faults) {
        return faults.get(random.nextInt(faults.size()));
    }
}
