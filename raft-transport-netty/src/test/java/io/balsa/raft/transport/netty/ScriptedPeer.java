package io.balsa.raft.transport.netty;

import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.NodeId;
import io.balsa.raft.transport.netty.wire.Wire;
import io.balsa.raft.transport.netty.wire.Wire.Envelope;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/**
 * A peer made of plain sockets and the stock protobuf classes, which does exactly what a test says and nothing by itself. Also shows
 * that the wire format can be spoken by somebody else's code.
 */
final class ScriptedPeer implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 20_000;

    final NodeId id;
    private final long incarnation;
    private final ServerSocket listening;

    ScriptedPeer(String id, long incarnation) throws IOException {
        this.id = NodeId.of(id);
        this.incarnation = incarnation;
        // A small receive buffer, which the accepted sockets inherit: a peer that does not read is noticed soon.
        this.listening = new ServerSocket();
        listening.setReceiveBufferSize(8 << 10);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listening.setSoTimeout(READ_TIMEOUT_MILLIS);
    }

    Member member() {
        return new Member(id, "127.0.0.1:" + listening.getLocalPort());
    }

    /** Takes the next connection and reads its hello. */
    Link accept() throws IOException {
        Socket socket = listening.accept();
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        return new Link(socket, RawFrames.read(socket.getInputStream()).getHello());
    }

    /** Takes the connections of both lanes and accepts the handshakes. */
    Lanes acceptBoth() throws IOException {
        Link first = accept();
        Link second = accept();
        first.write(welcome(Server.CLUSTER, id.value()));
        second.write(welcome(Server.CLUSTER, id.value()));
        return first.hello.getLane() == Lane.CONTROL.code() ? new Lanes(first, second) : new Lanes(second, first);
    }

    Envelope welcome(String cluster, String name) {
        return Envelope.newBuilder()
                .setWelcome(Wire.Welcome.newBuilder()
                        .setProtocol(1)
                        .setClusterId(cluster)
                        .setNodeId(name)
                        .setIncarnation(incarnation))
                .build();
    }

    Wire.Hello.Builder hello(Server to, Lane lane) {
        return Wire.Hello.newBuilder()
                .setProtocolMin(1)
                .setProtocolMax(1)
                .setClusterId(Server.CLUSTER)
                .setNodeId(id.value())
                .setTargetId(to.id.value())
                .setIncarnation(incarnation)
                .setLane(lane.code());
    }

    /** Connects, says something, and returns the link whose {@link Link#read} has the answer. */
    static Link dial(Server to, Wire.Hello hello) throws IOException {
        Link link = dialSilently(to, hello);
        link.write(Envelope.newBuilder().setHello(hello).build());
        return link;
    }

    /** Connects and says nothing. */
    static Link dialSilently(Server to, Wire.Hello hello) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), to.transport.boundAddress().getPort());
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        return new Link(socket, hello);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    /** The two connections that a server opens. */
    record Lanes(Link control, Link bulk) {
        /** Ends both as the kernel does for a killed process that has not read everything: with a reset. */
        void reset() throws IOException {
            control.reset();
            bulk.reset();
        }
    }

    /** One connection. */
    record Link(Socket socket, Wire.Hello hello) implements Closeable {
        Envelope read() throws IOException {
            return RawFrames.read(socket.getInputStream());
        }

        /** Reads the next envelope that is not a ping. */
        Envelope readMessage() throws IOException {
            Envelope next = read();
            while (next.hasPing()) {
                next = read();
            }
            return next;
        }

        void write(Envelope envelope) throws IOException {
            write(RawFrames.frame(envelope));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /** Whether the other side closes the connection, rather than sends something. */
        boolean isEnded() throws IOException {
            try {
                return socket.getInputStream().read() < 0;
            } catch (SocketException e) {
                return true;
            }
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
