package io.balsa.raft.testkit.simulation;

/**
 * A situation that runs should get into now and then: one that is never seen is one that nothing was tested in. All are seen from outside: in messages, in what a server
 * says of itself, on its disk.
 */
public enum Mark {
    // ---- elections ----
    /** A server was elected. */
    LEADER_ELECTED(true, "a server was elected"),
    /** The leader of the last term was elected again. */
    LEADER_ELECTED_AGAIN(true, "the one that led last was elected again"),
    /** A new leader has fewer entries than another server: what that one has more is of an older term. */
    LEADER_WITH_SHORTER_LOG(true, "a server with a longer log, of an older term, was not elected"),
    /** A new leader has entries that are not known to be committed. */
    LEADER_INHERITS(true, "a new leader has entries of its predecessors that it does not know to be committed"),
    /** A server was elected while another still took itself for the leader. */
    TWO_LEADERS(false, "a server was elected while another still took itself for the leader"),
    /** A leader heard of a higher term. */
    LEADER_OUTRUN(true, "a leader heard of a higher term and gave up"),
    /** A leader gave up in its own term. */
    LEADER_STEPPED_DOWN(true, "a leader that reached no majority gave up in its own term"),
    /** A leader's process or machine died. */
    LEADER_DIED(true, "a leader died"),
    /** A candidate began anew. */
    ELECTION_WITHOUT_WINNER(true, "a candidate was not elected and began anew"),
    /** A candidate followed the leader of its own term. */
    CANDIDATE_FOLLOWS(true, "a candidate learned that another was elected in its term"),
    /** A candidate heard of a higher term. */
    CANDIDATE_OUTRUN(true, "a candidate heard of a higher term"),
    /** A pre-candidate became a follower again. */
    PRE_CANDIDATE_FOLLOWS(true, "a server that asked whether it would be elected heard from a leader"),
    /** A term rose by more than one. */
    TERM_JUMPED(true, "the term of a server rose by more than one at once"),
    /** A vote was refused. */
    VOTE_REFUSED(true, "a vote was refused"),
    /** A vote was refused since another had it. */
    VOTE_GIVEN_TO_OTHER(true, "a vote was refused to one since another had it"),
    /** A vote was refused for a log that ends too early. */
    VOTE_REFUSED_FOR_STALE_LOG(true, "a vote was refused since the voter's log is more up to date"),
    /** A vote was refused for both reasons. */
    VOTE_REFUSED_FOR_BOTH(false, "a vote was refused to a stale log by one who had voted for another besides"),
    /** A vote was asked for in a term that is over. */
    VOTE_REQUEST_LATE(true, "a vote was asked for in a term that is over"),
    /** A pre-vote was refused. */
    PRE_VOTE_REFUSED(true, "a server was told that it would not be elected"),
    /** A server started with a vote in its term. */
    VOTE_REMEMBERED(true, "a server started and found on its disk that it had voted in this term"),

    // ---- replication ----
    /** Several entries went in one request. */
    BATCH(true, "several entries went in one request"),
    /** A follower had not the entry before. */
    LOG_TOO_SHORT(true, "a follower's log ended before what the leader sent"),
    /** A follower had another entry there. */
    LOG_CONFLICTS(true, "a follower had an entry of another term where the leader's entries were to follow"),
    /** A follower refused twice in a row. */
    SEVERAL_REFUSALS(true, "a leader needed several tries to find where the logs agree"),
    /** Entries came from a leader of an older term. */
    OLD_LEADER_HEARD(true, "entries or a heartbeat came from a leader whose term is over"),
    /** Entries came that were all there. */
    ENTRIES_KNOWN(true, "entries came that were all there already"),
    /** Entries came of which a part was there. */
    ENTRIES_OVERLAP(true, "entries came of which a part was there already"),
    /** A candidate heard from the leader. */
    CANDIDATE_GETS_ENTRIES(true, "a candidate got entries or a heartbeat from a leader of its term or a later one"),
    /** An answer came that nobody waits for any more. */
    ANSWER_TO_OLD_LEADER(true, "an answer to entries came to one who leads no more, or not in that term"),
    /** A follower's window is full. */
    WINDOW_FULL(true, "as many requests were on the way to a follower as there may be"),
    /** A message overtook another. */
    MESSAGE_OVERTAKEN(true, "a message overtook another on the same link"),
    /** A changed byte was found in a message. */
    MESSAGE_CORRUPT(true, "a changed byte was found in a message"),
    /** A message waited for a process to go on. */
    MESSAGE_HELD(true, "a message came to a process that stood still"),

    // ---- commit ----
    /** Entries of an older term were committed by the first of the leader's own. */
    OLD_TERM_COMMITTED(true, "entries of an older term were committed by an entry of the leader's own"),
    /** Many entries were committed at once. */
    COMMITTED_MANY(true, "ten entries or more were committed at once"),
    /** A leader's own disk was behind what it had committed. */
    COMMITTED_AHEAD_OF_OWN_DISK(true, "a leader committed what its own disk did not have yet"),
    /** What was committed was on no more disks than it takes. */
    COMMITTED_BY_BARE_MAJORITY(true, "what was committed was on no more disks than it takes"),
    /** Something was committed while a server was down. */
    COMMITTED_WHILE_ONE_IS_DOWN(true, "something was committed while a server was down"),

    // ---- logs and disks ----
    /** A log was cut. */
    LOG_CUT(true, "a log was cut"),
    /** A log was cut by more than one entry. */
    LOG_CUT_LONG(true, "a log was cut by more than one entry"),
    /** A log was cut of entries of several terms. */
    LOG_CUT_TERMS(false, "a log was cut by entries of several terms"),
    /** A log was cut by many entries. */
    LOG_CUT_DEEP(false, "a log was cut by ten entries or more"),
    /** A log was cut and continued in one write. */
    LOG_CUT_AND_CONTINUED(true, "a log was cut and continued in one write"),
    /** Term or vote and entries went in one write. */
    TERM_WITH_ENTRIES(false, "a term and entries were written together"),
    /** Several batches went in one write. */
    GROUP_WRITE(true, "several batches went to the disk together"),
    /** Entries that had left the memory were read from the disk. */
    READ_FROM_DISK(true, "entries that had left the memory were read from the disk"),
    /** A server died while it wrote. */
    DIED_WRITING(true, "a server died while it wrote"),
    /** A server died while it wrote a vote. */
    DIED_VOTING(true, "a server died while it wrote a term or a vote"),
    /** A server died while it cut its log. */
    DIED_CUTTING(false, "a server died while it cut its log"),
    /** What was written and never reported durable was gone after a restart. */
    UNREPORTED_LOST(true, "what was written and never reported durable was gone after a restart"),
    /** Some of it was there. */
    UNREPORTED_SURVIVED(true, "some of what was written and never reported durable was there after a restart"),
    /** A disk failed under a running server. */
    STORAGE_FAILED(true, "a disk failed under a running server"),
    /** A disk failed under a leader. */
    STORAGE_OF_LEADER_FAILED(false, "a disk failed under a leader"),
    /** A disk failed under a leader that waits for answers. */
    STORAGE_OF_BUSY_LEADER_FAILED(false, "a disk failed under a leader with entries on the way to others"),
    /** A server could not start, since its disk failed. */
    START_FAILED(false, "a server could not start since its disk failed"),
    /** A learner's disk was wiped. */
    DISK_WIPED(true, "a learner lost all that was on its disk"),
    /** A leader noticed that a disk had been wiped. */
    WIPE_NOTICED(true, "a leader learned that a learner no longer had what it had acknowledged"),
    /** A write came to nothing. */
    WRITE_LOST(false, "a disk said that it had written something, and had not"),
    /** A write went to another place. */
    WRITE_ASTRAY(false, "a disk wrote something to the wrong place, and said nothing"),
    /** A read came from another place. */
    READ_ASTRAY(false, "a disk answered a read with what stands elsewhere"),
    /** A bit changed on a disk. */
    DISK_ROTTEN(false, "a bit of the log changed on a disk"),
    /** A server did not start on such a disk. */
    ROT_REFUSED(false, "a server refused to start on a disk that was not as it had left it"),
    /** A server stopped itself, having read what such a disk holds. */
    ROT_READ(false, "a server stopped itself at what it read from such a disk"),
    /** All machines were without power at once. */
    ALL_DOWN(true, "all machines were without power at once"),

    // ---- clients ----
    /** A server died while a call was under way there. */
    CALL_LOST(true, "a server died while a call was under way there"),
    /** A call came to its deadline. */
    CALL_GIVEN_UP(false, "a call was given up at its deadline"),
    /** An answer came after that. */
    ANSWER_TOO_LATE(false, "an answer came to a call that had been given up"),
    /** A proposal failed for sure after it was in a log: another entry took its place. */
    PROPOSAL_LOST(true, "a proposal failed for sure after it was in a log: another entry took its place"),
    /** A call ended without anybody knowing whether it took effect. */
    OUTCOME_UNKNOWN(true, "a call ended without anybody knowing whether it took effect"),
    /** A call was not taken, since too many were under way. */
    OVERLOADED(false, "a call was not taken since too many were under way"),
    /** Somebody who took itself for the leader was told otherwise. */
    NOT_LEADER(true, "a call came to a server that does not lead"),
    /** A conditional write was refused. */
    CONDITION_FAILED(true, "a conditional write found another value");

    private final boolean must;
    private final String words;

    Mark(boolean must, String words) {
        this.must = must;
        this.words = words;
    }

    /** {@return whether some hundred runs of the profile "swarm" cannot all have missed it} */
    public boolean isMust() {
        return must;
    }

    /** {@return the situation in plain words} */
    public String words() {
        return words;
    }
}
