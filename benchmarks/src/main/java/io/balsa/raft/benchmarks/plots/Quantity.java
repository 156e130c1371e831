package io.balsa.raft.benchmarks.plots;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them: three digits, and a unit that fits. */
final class Quantity {
    private static final double THOUSAND = 1000;
    private static final double MILLION = 1_000_000;
    private static final MathContext DIGITS = new MathContext(3);

    private Quantity() {}

    static String nanos(double nanos) {
        return nanos < THOUSAND ? plain(nanos) + " ns" : micros(nanos / THOUSAND);
    }

    static String micros(double micros) {
        if (micros < THOUSAND) {
            return plain(micros) + " µs";
        }
        return micros < MILLION ? plain(micros / THOUSAND) + " ms" : plain(micros / MILLION) + " s";
    }

    static String millis(double millis) {
        return micros(millis * THOUSAND);
    }

    static String seconds(double seconds) {
        return micros(seconds * MILLION);
    }

    static String perSecond(double rate) {
        if (rate < THOUSAND) {
            return plain(rate) + "/s";
        }
        return rate < MILLION ? plain(rate / THOUSAND) + " k/s" : plain(rate / MILLION) + " M/s";
    }

    static String bytes(double bytes) {
        // Less than a byte an operation is what the measuring itself allocates now and then.
        return bytes < 1 ? "< 1 B" : plain(bytes) + " B";
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : "%.2f", ratio);
    }

    /** {@return three digits, but all of a whole number; thousands apart} */
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (Math.abs(value) >= THOUSAND) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
