package io.balsa.raft.transport.netty;

/**
 * An address as a member states it, not resolved.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 0 to 65535
 */
record HostAndPort(String host, int port) {
    /** Reads {@code host:port} or {@code [ipv6]:port}. */
    static HostAndPort parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        // Without brackets the last group of an IPv6 address would be taken for the port.
        if (host.isEmpty() || (!bracketed && host.indexOf(':') >= 0)) {
            throw malformed(address);
        }
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            if (port < 0 || port > 65535) {
                throw malformed(address);
            }
            return new HostAndPort(host, port);
        } catch (NumberFormatException e) {
            throw malformed(address);
        }
    }

    private static IllegalArgumentException malformed(String address) {
        return new IllegalArgumentException(
                "address '" + address + "': expected host:port or [ipv6]:port, with a port from 0 to 65535");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
