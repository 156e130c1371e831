package io.balsa.raft.core;

import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Majorities. In a joint membership each half decides on its own and both must agree (paper §6); a majority of the union would be
 * a different, unsafe rule.
 */
final class Quorum {
    private Quorum() {}

    /** Whether those who say yes are a quorum. */
    static boolean reached(Membership membership, Predicate<NodeId> yes) {
        return majority(membership.voters(), yes) && (!membership.isJoint() || majority(membership.outgoing(), yes));
    }

    /** Whether those who say no make a quorum impossible. */
    static boolean lost(Membership membership, Predicate<NodeId> no) {
        return blocked(membership.voters(), no) || (membership.isJoint() && blocked(membership.outgoing(), no));
    }

    private static boolean majority(List<Member> voters, Predicate<NodeId> yes) {
        return count(voters, yes) > voters.size() / 2;
    }

    private static boolean blocked(List<Member> voters, Predicate<NodeId> no) {
        return voters.size() - count(voters, no) <= voters.size() / 2;
    }

    private static int count(List<Member> voters, Predicate<NodeId> wanted) {
        int count = 0;
        for (int i = 0; i < voters.size(); i++) {
            if (wanted.test(voters.get(i).id())) {
                count++;
            }
        }
        return count;
    }

    /**
     * The largest value that a quorum has reached: the index held by a majority, or the time since which a majority was heard.
     *
     * @param work room to work in, for as many values as there are voters; a leader asks for nearly every acknowledgement
     */
    static long largestReached(Membership membership, ToLongFunction<NodeId> value, long[] work) {
        long incoming = largestReachedBy(membership.voters(), value, work);
        return membership.isJoint()
                ? Math.min(incoming, largestReachedBy(membership.outgoing(), value, work))
                : incoming;
    }

    private static long largestReachedBy(List<Member> voters, ToLongFunction<NodeId> value, long[] falling) {
        int count = voters.size();
        for (int i = 0; i < count; i++) {
            long next = value.applyAsLong(voters.get(i).id());
            int at = i;
            for (; at > 0 && falling[at - 1] < next; at--) {
                falling[at] = falling[at - 1];
            }
            falling[at] = next;
        }
        return falling[count / 2];
    }
}
