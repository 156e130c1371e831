package io.balsa.raft.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who votes and who only listens. While {@code outgoing} is not empty the membership is joint (paper §6, thesis §4.3): every
 * decision needs a majority of the voters and a majority of the outgoing voters, each counted on its own. All lists are sorted
 * by name and immutable.
 *
 * @param voters the members that vote, at least one
 * @param outgoing the voters of the membership being left, empty outside a joint membership
 * @param learners members that receive the log, and neither vote nor count
 */
public record Membership(List<Member> voters, List<Member> outgoing, List<Member> learners) {
    /** Sorts and checks: at least one voter, no name twice in a list, no learner that also votes. */
    public Membership {
        voters = sorted("voters", voters);
        outgoing = sorted("outgoing voters", outgoing);
        learners = sorted("learners", learners);
        if (voters.isEmpty()) {
            throw new IllegalArgumentException("membership: expected at least one voter");
        }
        Set<NodeId> voting = ids(voters);
        voting.addAll(ids(outgoing));
        for (Member learner : learners) {
            if (voting.contains(learner.id())) {
                throw new IllegalArgumentException("membership: " + learner.id() + " is both voter and learner");
            }
        }
    }

    /**
     * A simple (not joint) membership without learners.
     *
     * @param voters the members that vote
     * @return the membership
     */
    public static Membership ofVoters(Collection<Member> voters) {
        return new Membership(List.copyOf(voters), List.of(), List.of());
    }

    private static List<Member> sorted(String what, List<Member> members) {
        List<Member> sorted = new ArrayList<>(members);
        Collections.sort(sorted);
        if (ids(sorted).size() != sorted.size()) {
            throw new IllegalArgumentException("membership: a name stands twice among the " + what + ": " + sorted);
        }
        return List.copyOf(sorted);
    }

    private static Set<NodeId> ids(List<Member> members) {
        Set<NodeId> ids = new HashSet<>();
        for (Member member : members) {
            ids.add(member.id());
        }
        return ids;
    }

    /** {@return whether two majorities are needed} */
    public boolean isJoint() {
        return !outgoing.isEmpty();
    }

    /**
     * Whether a server votes, in the incoming or in the outgoing half.
     *
     * @param id the server
     * @return true if it votes
     */
    public boolean isVoter(NodeId id) {
        return contains(voters, id) || contains(outgoing, id);
    }

    /**
     * Whether a server receives the log at all.
     *
     * @param id the server
     * @return true if it is a voter or a learner
     */
    public boolean isMember(NodeId id) {
        return isVoter(id) || contains(learners, id);
    }

    private static boolean contains(List<Member> members, NodeId id) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).id().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** {@return all members, each once, sorted by name} */
    public List<Member> members() {
        List<Member> all = new ArrayList<>(voters);
        for (Member member : outgoing) {
            if (!contains(voters, member.id())) {
                all.add(member);
            }
        }
        all.addAll(learners);
        Collections.sort(all);
        return Collections.unmodifiableList(all);
    }
}
