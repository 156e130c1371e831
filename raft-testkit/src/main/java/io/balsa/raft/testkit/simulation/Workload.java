package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.history.History;
import io.balsa.raft.testkit.history.Judgement;
import io.balsa.raft.testkit.history.Outcome;

/** A kind of thing that clients ask for, the history of it, and who judges that. */
interface Workload {
    /**
     * Draws a request.
     *
     * @param id tells it apart from all others, greater than 0
     * @param mayRead whether it may be a read
     * @param chance where to draw from
     */
    Request<?, ?> next(long id, boolean mayRead, Chance chance);

    /** A request has ended. */
    default void ended(Request<?, ?> request, Outcome outcome) {}

    /** {@return all that was asked for so far, and how it ended} */
    History<?, ?> history();

    /** {@return whether all that can have happened one after the other} */
    Judgement judge();
}
