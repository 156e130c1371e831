package io.balsa.raft.testkit.simulation;

import io.balsa.raft.StateMachine;
import io.balsa.raft.spi.LogStorage;
import io.balsa.raft.spi.RaftMessage;
import io.balsa.raft.storage.disk.Disk;

/** Plants a bug below or beside the servers, for a test that shows that the checks find it. */
interface Sabotage {
    /** No bug. */
    Sabotage NONE = new Sabotage() {};

    /** {@return the disk that a server's storage gets} */
    default Disk disk(Disk real) {
        return real;
    }

    /** {@return the storage that a server gets; what it reports durable is believed} */
    default LogStorage storage(LogStorage real) {
        return real;
    }

    /** {@return the state machine that a server gets} */
    default StateMachine machine(StateMachine real) {
        return real;
    }

    /** {@return whether answers are compared with what the entries of the logs come to; if not, only clients can tell that one is wrong} */
    default boolean answersAreCompared() {
        return true;
    }

    /** {@return what a server takes in instead of a message} */
    default RaftMessage received(RaftMessage message) {
        return message;
    }
}
