package io.balsa.raft.benchmarks.plots;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Writes a drawing, element by element, as text that is the same each time. It brings its own background, so it looks the same on a light page and on a dark one.
 * How things look is said by classes, which all drawings share.
 */
final class Svg {
    /** As wide as a page of text is shown. */
    static final int WIDTH = 880;

    private static final String STYLE = """
            text { font: 13px -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #24292f;
              paint-order: stroke; stroke: #ffffff; stroke-width: 3px; stroke-linejoin: round }
            .title { font-size: 18px; font-weight: 600 }
            .strong { font-weight: 600 }
            .quiet { fill: #57606a }
            .small { font-size: 11.5px; fill: #57606a }
            .mid { text-anchor: middle }
            .end { text-anchor: end }
            .page { fill: #ffffff; stroke: #d0d7de }
            .grid { stroke: #e4e8ec }
            .line { stroke: #8c959f }
            .error { stroke: #24292f; stroke-width: 1.2 }
            .balsa { fill: #0f8a5f; stroke: #0f8a5f }
            .floor { fill: #6b7783; stroke: #6b7783 }
            .other { fill: #aeb9c4; stroke: #aeb9c4 }
            text.balsa { fill: #0b6e4b; stroke: #ffffff; font-weight: 600 }
            .hollow { fill: #ffffff; stroke-width: 2 }
            .span { stroke-width: 2 }
            """;

    private final StringBuilder out = new StringBuilder();

    /**
     * Begins a drawing.
     *
     * @param title what is to be seen, for those who cannot see it
     */
    Svg(int height, String title) {
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n",
                WIDTH,
                height,
                WIDTH,
                height));
        out.append("<title>").append(escaped(title)).append("</title>\n<style>\n");
        out.append(STYLE).append("</style>\n");
        element("rect class=\"page\" rx=\"6\"", "x", 0.5, "y", 0.5, "width", WIDTH - 1, "height", height - 1);
    }

    /** A rectangle, of which the left end stays put however narrow it is. */
    void bar(double x, double y, double width, double height, String classes) {
        element(
                "rect rx=\"1.5\" class=\"" + classes + "\"",
                "x",
                x,
                "y",
                y,
                "width",
                Math.max(1, width),
                "height",
                height);
    }

    void horizontal(double x1, double x2, double y, String classes) {
        element("line class=\"" + classes + "\"", "x1", x1, "y1", y, "x2", x2, "y2", y);
    }

    void vertical(double x, double y1, double y2, String classes) {
        element("line class=\"" + classes + "\"", "x1", x, "y1", y1, "x2", x, "y2", y2);
    }

    void dot(double x, double y, double radius, String classes) {
        element("circle class=\"" + classes + "\"", "cx", x, "cy", y, "r", radius);
    }

    void text(double x, double y, String classes, String text) {
        out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
        if (!classes.isEmpty()) {
            out.append("\" class=\"").append(classes);
        }
        out.append("\">").append(escaped(text)).append("</text>\n");
    }

    private void element(String nameAndClass, Object... attributes) {
        out.append('<').append(nameAndClass);
        for (int i = 0; i < attributes.length; i += 2) {
            double value = ((Number) attributes[i + 1]).doubleValue();
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(number(value))
                    .append('"');
        }
        out.append("/>\n");
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** {@return the whole drawing} */
    String finish() {
        return out + "</svg>\n";
    }
}
