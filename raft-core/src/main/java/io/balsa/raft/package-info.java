/**
 * What a user of the library sees: {@link io.balsa.raft.RaftNode}, {@link io.balsa.raft.StateMachine},
 * {@link io.balsa.raft.RaftConfig}, status and failures.
 *
 * <pre>{@code
 * RaftNode node = RaftNode.builder()
 *     .id("n1")
 *     .bootstrap("n1=localhost:7101", "n2=localhost:7102", "n3=localhost:7103")
 *     .storage(FileStorage.at(Path.of("data/n1")))
 *     .transport(NettyTransport.create())
 *     .stateMachine(new Counter())
 *     .start();
 * long value = node.propose(Counter.add(5)).thenApply(Counter::decode).join();
 * }</pre>
 */
package io.balsa.raft;
