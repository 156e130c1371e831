package io.balsa.raft.benchmarks.plots;

/** A drawing with a heading above and where the figures are from below. */
final class Sheet {
    /** Where the space between them begins. */
    static final int TOP = 76;

    static final int LEFT = 24;
    static final int RIGHT = Svg.WIDTH - 24;

    /** Where names of libraries and the like end. */
    static final int NAMES_END = 126;

    private static final int BOTTOM = 42;

    private final Svg svg;

    /**
     * Begins a drawing.
     *
     * @param height of the space for the drawing proper
     */
    Sheet(String title, String subtitle, Source source, int height) {
        int whole = TOP + height + BOTTOM;
        svg = new Svg(whole, title);
        svg.text(LEFT, 34, "title", title);
        svg.text(LEFT, 55, "quiet", subtitle);
        svg.text(LEFT, whole - 16, "small", source.caption());
    }

    Svg svg() {
        return svg;
    }

    /** The name of what a line is about. */
    void name(double baseline, String library) {
        svg.text(NAMES_END, baseline, Libraries.BALSA.equals(library) ? "end balsa" : "end", Libraries.name(library));
    }

    /** {@return the class in which a library is drawn} */
    static String colour(String library) {
        return Libraries.BALSA.equals(library) || ClusterRun.FLOOR.equals(library) ? library : "other";
    }
}
