package io.balsa.raft.storage.planted;

import com.google.protobuf.ByteString;
import io.balsa.raft.examples.planted.SomeExample;
import io.balsa.raft.transport.planted.TransportThatKnowsStorage;
import io.netty.buffer.ByteBuf;

/** Each nested class knows one thing that a storage must not know. */
public final class StorageThatCheats {
    private StorageThatCheats() {}

    public record KnowsTransport(TransportThatKnowsStorage transport) {}

    public record KnowsExample(SomeExample example) {}

    public record TouchesProtobuf(ByteString bytes) {}

    public record TouchesNetty(ByteBuf buffer) {}
}
