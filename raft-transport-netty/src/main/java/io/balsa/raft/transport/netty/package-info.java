/**
 * A {@link io.balsa.raft.spi.Transport} over TCP. {@link io.balsa.raft.transport.netty.NettyTransport} is all a user needs; what
 * goes over the wire is described byte by byte in {@code docs/wire-format.md}.
 */
package io.balsa.raft.transport.netty;
