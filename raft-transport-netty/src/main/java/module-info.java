/** Carries the messages of Raft over TCP, with Netty. */
module io.balsa.raft.transport.netty {
    requires transitive io.balsa.raft;
    requires com.google.protobuf;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires org.slf4j;

    exports io.balsa.raft.transport.netty;
}
