package io.balsa.raft.benchmarks.plots;

import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** A horizontal axis on which each power of ten is as wide as any other, and which shows them. */
final class LogAxis {
    private final double left;
    private final double width;
    private final int firstPower;
    private final int lastPower;

    /**
     * An axis for numbers greater than 0.
     *
     * @param least numbers below this are shown at the left end
     */
    LogAxis(double left, double width, DoubleStream values, double least) {
        double[] finite = values.filter(Double::isFinite).toArray();
        double low = Math.max(least, DoubleStream.of(finite).min().orElse(least));
        double high = Math.max(low, DoubleStream.of(finite).max().orElse(low));
        this.left = left;
        this.width = width;
        this.firstPower = (int) Math.floor(Math.log10(low));
        this.lastPower = Math.max(firstPower + 1, (int) Math.ceil(Math.log10(high)));
    }

    double x(double value) {
        double powers = Math.log10(Math.max(value, Math.pow(10, firstPower))) - firstPower;
        return left + width * powers / (lastPower - firstPower);
    }

    void grid(Svg svg, double top, double bottom) {
        for (int power = firstPower; power <= lastPower; power++) {
            svg.vertical(x(Math.pow(10, power)), top, bottom, "grid");
        }
    }

    void labels(Svg svg, double baseline, DoubleFunction<String> unit) {
        for (int power = firstPower; power <= lastPower; power++) {
            svg.text(x(Math.pow(10, power)), baseline, "small mid", unit.apply(Math.pow(10, power)));
        }
    }
}
