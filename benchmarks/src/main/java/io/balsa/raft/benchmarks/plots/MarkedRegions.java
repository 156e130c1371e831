package io.balsa.raft.benchmarks.plots;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a document that are made from results: each between two comments, of which the first names it. */
final class MarkedRegions {
    private static final Pattern REGION =
            Pattern.compile("(<!-- made by bin/bench plots: ([a-z]+) -->\\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

    private MarkedRegions() {}

    /**
     * Puts contents into their regions.
     *
     * @param document the document
     * @param contents by the names of regions
     * @return the document with everything else as it was
     * @throws IllegalArgumentException if it has a region for which there is no content
     */
    static String fill(String document, Map<String, String> contents) {
        Map<String, String> left = new LinkedHashMap<>(contents);
        Matcher region = REGION.matcher(document);
        StringBuilder filled = new StringBuilder();
        while (region.find()) {
            String content = left.remove(region.group(2));
            if (content == null) {
                throw new IllegalArgumentException(
                        "region '" + region.group(2) + "': expected each once, and of " + contents.keySet());
            }
            region.appendReplacement(filled, Matcher.quoteReplacement(region.group(1) + content + region.group(4)));
        }
        return region.appendTail(filled).toString();
    }
}
