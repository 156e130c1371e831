package io.balsa.raft.examples.kv.server;

import io.balsa.raft.examples.kv.Precondition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code If-Match} and {@code If-None-Match} (RFC 9110 §13.1). Our entity tags are versions; the quotes may be left out, since
 * people type these by hand.
 */
final class EntityTags {
    private static final Pattern TAG = Pattern.compile("(W/)?(?:\"([0-9]{1,18})\"|([0-9]{1,18}))");

    private EntityTags() {}

    /**
     * The precondition of a request.
     *
     * @param ifMatch the values of {@code If-Match}, empty if the header is absent
     * @param ifNoneMatch the values of {@code If-None-Match}, empty if the header is absent
     * @return the precondition
     * @throws RequestException if they are malformed, or both are there
     */
    static Precondition precondition(List<String> ifMatch, List<String> ifNoneMatch) throws RequestException {
        if (!ifMatch.isEmpty() && !ifNoneMatch.isEmpty()) {
            throw bad("If-Match and If-None-Match: expected one of them, not both");
        }
        if (!ifMatch.isEmpty()) {
            String value = String.join(",", ifMatch).trim();
            // Weak tags never match here by RFC 9110 §13.1.1. We give none, so one that comes is a mistake worth
            // telling.
            return value.equals("*") ? Precondition.EXISTS : Precondition.oneOf(versions("If-Match", value, false));
        }
        if (!ifNoneMatch.isEmpty()) {
            String value = String.join(",", ifNoneMatch).trim();
            return value.equals("*")
                    ? Precondition.ABSENT
                    : Precondition.noneOf(versions("If-None-Match", value, true));
        }
        return Precondition.NONE;
    }

    private static List<Long> versions(String header, String value, boolean weakToo) throws RequestException {
        List<Long> versions = new ArrayList<>();
        for (String tag : value.split(",", -1)) {
            Matcher matcher = TAG.matcher(tag.trim());
            if (!matcher.matches() || (matcher.group(1) != null && !weakToo)) {
                throw bad(header + " '" + value + "': expected * or versions such as \"42\", separated by commas");
            }
            versions.add(Long.valueOf(matcher.group(2) != null ? matcher.group(2) : matcher.group(3)));
        }
        if (versions.size() > Precondition.MAX_VERSIONS) {
            throw bad(header + " with " + versions.size() + " versions: expected at most " + Precondition.MAX_VERSIONS);
        }
        return versions;
    }

    private static RequestException bad(String message) {
        return new RequestException(ErrorCode.BAD_REQUEST, message);
    }
}
