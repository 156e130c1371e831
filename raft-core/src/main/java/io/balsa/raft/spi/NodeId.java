package io.balsa.raft.spi;

import java.util.regex.Pattern;

/**
 * The name of a server: stable, unique for ever, and not an address. A name that was removed from a cluster must not be given
 * to another server, since old votes and acknowledgements carry it.
 *
 * @param value 1 to 64 characters out of letters, digits, {@code .}, {@code _} and {@code -}
 */
public record NodeId(String value) implements Comparable<NodeId> {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Checks the name; throws {@link IllegalArgumentException} if it is malformed. */
    public NodeId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "node id '" + value + "': expected 1 to 64 characters out of letters, digits, '.', '_' and '-'");
        }
    }

    /**
     * The node of that name.
     *
     * @param value the name
     * @return the id
     */
    public static NodeId of(String value) {
        return new NodeId(value);
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
