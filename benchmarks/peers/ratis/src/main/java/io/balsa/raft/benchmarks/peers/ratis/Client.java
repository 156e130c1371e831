package io.balsa.raft.benchmarks.peers.ratis;

import io.balsa.raft.benchmarks.drive.Acknowledgement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/** Calls the leader within this process. As Ratis' own client does, it says which answers have arrived, so that the server need not keep them. */
final class Client {
    private final RaftClientAsynchronousProtocol leader;
    private final RaftPeerId leaderId;
    private final RaftGroupId group;
    private final ClientId id = ClientId.randomId();
    private final ConcurrentLinkedQueue<Long> answered = new ConcurrentLinkedQueue<>();
    private long calls;

    Client(RaftClientAsynchronousProtocol leader, RaftPeerId leaderId, RaftGroupId group) {
        this.leader = leader;
        this.leaderId = leaderId;
        this.group = group;
    }

    void propose(byte[] command, Acknowledgement acknowledgement) throws IOException {
        long call = ++calls;
        RaftClientRequest request = RaftClientRequest.newBuilder()
                .setClientId(id)
                .setServerId(leaderId)
                .setGroupId(group)
                .setCallId(call)
                .setRepliedCallIds(takeAnswered())
                .setType(RaftClientRequest.writeRequestType())
                .setMessage(Message.valueOf(UnsafeByteOperations.unsafeWrap(command)))
                .build();
        CompletableFuture<RaftClientReply> unused = leader.submitClientRequestAsync(request)
                .whenComplete((reply, problem) -> {
                    answered.add(call);
                    acknowledgement.completed(problem == null ? reply.getException() : problem);
                });
    }

    private List<Long> takeAnswered() {
        List<Long> taken = new ArrayList<>();
        for (Long call = answered.poll(); call != null; call = answered.poll()) {
            taken.add(call);
        }
        return taken;
    }
}
