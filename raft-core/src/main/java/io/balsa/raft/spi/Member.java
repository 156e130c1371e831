package io.balsa.raft.spi;

/**
 * A server and where it can be reached. The address may change and is resolved anew at each connection; the id may not.
 *
 * @param id the server's name
 * @param address {@code host:port}, or whatever the transport in use understands
 */
public record Member(NodeId id, String address) implements Comparable<Member> {
    /** Checks that there is an address. */
    public Member {
        if (address.isBlank()) {
            throw new IllegalArgumentException("member " + id + ": address is blank, expected host:port");
        }
    }

    /**
     * Reads {@code name=host:port}.
     *
     * @param text the text
     * @return the member
     * @throws IllegalArgumentException if the text has another form
     */
    public static Member parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || equals == text.length() - 1) {
            throw new IllegalArgumentException("member '" + text + "': expected name=host:port");
        }
        return new Member(
                NodeId.of(text.substring(0, equals).trim()),
                text.substring(equals + 1).trim());
    }

    @Override
    public int compareTo(Member other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return id + "=" + address;
    }
}
