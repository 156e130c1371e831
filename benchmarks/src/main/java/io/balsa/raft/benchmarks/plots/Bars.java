package io.balsa.raft.benchmarks.plots;

/**
 * Horizontal bars below one another, each with its label behind it.
 *
 * @param svg the drawing
 * @param left where they begin
 * @param width how long the longest may be; labels need more room to the right of that
 * @param longest the number that is as long as that
 */
record Bars(Svg svg, double left, double width, double longest) {
    static final int ROW = 24;
    private static final int HEIGHT = 15;
    private static final int GAP = 7;

    /** {@return the baseline of text in the row that begins there} */
    static double baseline(double top) {
        return top + 16;
    }

    void bar(double top, double value, String colour, String label) {
        bar(top, value, Double.NaN, colour, label);
    }

    void bar(double top, double value, double error, String colour, String label) {
        if (!Double.isFinite(value)) {
            svg.text(left + GAP, baseline(top), "quiet", "no figure");
            return;
        }
        double length = width * value / longest;
        svg.bar(left, top + 4, length, HEIGHT, colour);
        double end = length;
        if (Double.isFinite(error) && error < value) {
            double half = Math.min(width * error / longest, length);
            double middle = top + 4 + HEIGHT / 2.0;
            svg.horizontal(left + length - half, left + length + half, middle, "error");
            svg.vertical(left + length - half, middle - 3, middle + 3, "error");
            svg.vertical(left + length + half, middle - 3, middle + 3, "error");
            end += half;
        }
        svg.text(left + end + GAP, baseline(top), "balsa".equals(colour) ? "strong" : "", label);
    }
}
