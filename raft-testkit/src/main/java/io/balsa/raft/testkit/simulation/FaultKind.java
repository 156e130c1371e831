package io.balsa.raft.testkit.simulation;

/** What can go wrong in a simulated world, apart from bad luck. */
public enum FaultKind {
    /** One server is cut off from all others. */
    CUT_ONE,
    /** The servers fall into two random parts. */
    CUT_HALVES,
    /** The leader is left with a minority. */
    LEADER_IN_MINORITY,
    /** A minority without the leader is cut off. */
    LEADER_IN_MAJORITY,
    /** Every server reaches its neighbours only, so each sees another majority. */
    RING,
    /** Two parts that only one server can talk to both of. */
    BRIDGE,
    /** One server can send and not receive. */
    DEAF,
    /** One server can receive and not send. */
    MUTE,
    /** One link, in one direction. */
    CUT_LINK,
    /** Messages on one link wait until the end of the fault, and then come all at once. */
    CLOG,
    /** Connections break again and again; one side or both notice. */
    RESET,
    /** Messages are lost. */
    LOSS,
    /** Messages arrive twice. */
    DUPLICATION,
    /** Messages overtake one another. */
    REORDERING,
    /** Messages take long. */
    LATENCY,
    /** Bytes of messages change. */
    CORRUPTION,
    /** A process is killed; what it had written is still in the machine's cache. */
    KILL,
    /** A machine loses power; what was not forced may be lost. */
    POWER_CUT,
    /** All machines lose power at once. */
    POWER_CUT_ALL,
    /** A server is closed and started again. */
    RESTART,
    /** A process stands still, as in a long garbage collection. */
    PAUSE,
    /** Everything a server does takes long. */
    SLOW_SERVER,
    /** A disk takes long. */
    SLOW_DISK,
    /** A disk does nothing for a while. */
    STUCK_DISK,
    /** A force fails. */
    FAILED_FORCE,
    /** A wall clock jumps. */
    WALL_CLOCK_JUMP,
    /** A disk has no room for anything new. */
    DISK_FULL,
    /** A read fails, once. */
    READ_ERROR,
    /** A write fails, once. */
    WRITE_ERROR,
    /** A bit of the log changes on a disk, for good; on no more disks than the cluster can do without. */
    BIT_ROT,
    /** A learner comes back with an empty disk. Never a voter: it would have forgotten its votes and what it acknowledged. */
    WIPE,
    /** A disk says that it has written something, and has not. On no more disks than the cluster can do without. */
    LOST_WRITE,
    /** A disk writes something to the wrong place. On no more disks than the cluster can do without. */
    MISDIRECTED_WRITE,
    /** A disk answers a read, once, with what stands elsewhere. */
    MISDIRECTED_READ
}
