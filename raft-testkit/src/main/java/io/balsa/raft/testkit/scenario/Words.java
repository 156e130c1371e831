package io.balsa.raft.testkit.scenario;

import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a line, read from left to right. Whatever cannot be understood becomes an error with file and line. */
final class Words {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ns|us|ms|s)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KiB|MiB|GiB|)");

    private final SourceLine line;
    private final List<String> words;
    private final Set<NodeId> nodes;
    private int next;

    /** {@code nodes} is the set of names that were declared so far, as a view. */
    Words(SourceLine line, Set<NodeId> nodes) {
        this.line = line;
        this.words = List.of(line.text().trim().split("\\s+", -1));
        this.nodes = nodes;
    }

    ScenarioSyntaxException error(String message) {
        return new ScenarioSyntaxException(line, message);
    }

    boolean hasNext() {
        return next < words.size();
    }

    /** Whether a next word is this one; takes it if so. */
    boolean take(String word) {
        if (hasNext() && words.get(next).equals(word)) {
            next++;
            return true;
        }
        return false;
    }

    String next(String what) {
        if (!hasNext()) {
            throw error("the line ends, expected " + what);
        }
        return words.get(next++);
    }

    /** Puts the last word back. */
    void back() {
        next--;
    }

    /** All words that are left; commas separate words too. */
    List<String> rest() {
        List<String> rest = new ArrayList<>();
        while (hasNext()) {
            for (String word : next("a word").split(",", -1)) {
                if (!word.isEmpty()) {
                    rest.add(word);
                }
            }
        }
        return rest;
    }

    void end() {
        if (hasNext()) {
            throw error("unexpected word '" + words.get(next) + "'");
        }
    }

    NodeId nextNode() {
        return node(next("the name of a node"));
    }

    boolean nextIsNode() {
        return hasNext() && nodes.stream().anyMatch(id -> id.value().equals(words.get(next)));
    }

    NodeId node(String word) {
        return nodes.stream()
                .filter(id -> id.value().equals(word))
                .findAny()
                .orElseThrow(() -> error("no node '" + word + "', expected one of " + nodes));
    }

    /** The nodes named by the rest of the line; all of them if there are none. */
    Set<NodeId> nodesOrAll() {
        Set<NodeId> named = new LinkedHashSet<>();
        rest().forEach(word -> named.add(node(word)));
        return named.isEmpty() ? new LinkedHashSet<>(nodes) : named;
    }

    /** {@code n1->n2}. */
    Direction nextDirection() {
        String word = next("a direction like n1->n2");
        int arrow = word.indexOf("->");
        if (arrow <= 0) {
            throw error("'" + word + "': expected a direction like n1->n2");
        }
        return new Direction(node(word.substring(0, arrow)), node(word.substring(arrow + 2)));
    }

    /** {@code n1->n2}, {@code n1-n2} for both directions, or {@code n1} for all links of a node. */
    List<Direction> nextLinks() {
        String word = next("a link like n1-n2, n1->n2 or n1");
        if (word.contains("->")) {
            back();
            return List.of(nextDirection());
        }
        List<Direction> links = new ArrayList<>();
        for (NodeId one : nodes) {
            for (NodeId other : nodes) {
                boolean all = word.equals(one.value()) && !one.equals(other);
                if (all || word.equals(one + "-" + other)) {
                    links.add(new Direction(one, other));
                    links.add(new Direction(other, one));
                }
            }
        }
        if (links.isEmpty()) {
            throw error("'" + word + "': expected a link like n1-n2, n1->n2 or n1, with nodes of " + nodes);
        }
        return links;
    }

    Condition nextCondition() {
        String word = next("key=value");
        Condition condition = Condition.parse(word);
        if (condition == null) {
            throw error("'" + word + "': expected key=value");
        }
        return condition;
    }

    long nextDurationNanos() {
        return durationNanos(next("a time like 250ms"));
    }

    long durationNanos(String word) {
        Matcher form = DURATION.matcher(word);
        if (!form.matches()) {
            throw error("'" + word + "': expected a time like 250ms, with ns, us, ms or s");
        }
        long unit = switch (form.group(2)) {
            case "s" -> 1_000_000_000L;
            case "ms" -> 1_000_000L;
            case "us" -> 1_000L;
            default -> 1L;
        };
        return Math.multiplyExact(Long.parseLong(form.group(1)), unit);
    }

    long sizeInBytes(String word) {
        Matcher form = SIZE.matcher(word);
        if (!form.matches()) {
            throw error("'" + word + "': expected a size like 1MiB, with B, KiB, MiB or GiB");
        }
        int shift = switch (form.group(2)) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
        return Long.parseLong(form.group(1)) << shift;
    }

    long number(String what, String word) {
        if (!word.matches("\\d{1,18}")) {
            throw error(what + " '" + word + "': expected a number");
        }
        return Long.parseLong(word);
    }
}
