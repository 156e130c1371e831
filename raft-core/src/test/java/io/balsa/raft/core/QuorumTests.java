package io.balsa.raft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Majorities against their definition, for all memberships of up to seven servers (bugs-of-others E17). */
class QuorumTests {
    private static Member member(int number) {
        return new Member(NodeId.of("n" + number), "host:" + number);
    }

    private static List<Member> members(int bits) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            if ((bits >> i & 1) == 1) {
                members.add(member(i));
            }
        }
        return members;
    }

    private static int bit(NodeId id) {
        return 1 << Integer.parseInt(id.value().substring(1));
    }

    private static boolean majority(int voters, int yes) {
        return 2 * Integer.bitCount(voters & yes) > Integer.bitCount(voters);
    }

    @Test
    void majorityOfEachHalfIsNeeded() {
        for (int voters = 1; voters < 128; voters++) {
            for (int outgoing = 0; outgoing < 128; outgoing += 1 + voters % 5) {
                Membership membership = new Membership(members(voters), members(outgoing), List.of());
                for (int yes = 0; yes < 128; yes++) {
                    int said = yes;
                    boolean expected = majority(voters, yes) && (outgoing == 0 || majority(outgoing, yes));
                    assertEquals(expected, Quorum.reached(membership, id -> (said & bit(id)) != 0));
                }
            }
        }
    }

    @Test
    void largestReachedIsTheLargestValueThatAQuorumHas() {
        SplittableRandom random = new SplittableRandom(1);
        long[] work = new long[127];
        for (int round = 0; round < 20_000; round++) {
            int voters = 1 + random.nextInt(127);
            int outgoing = random.nextInt(128);
            Membership membership = new Membership(members(voters), members(outgoing), List.of());
            long[] values = random.longs(7, 0, 6).toArray();
            long expected = -1;
            for (long candidate : values) {
                boolean reached = Quorum.reached(
                        membership, id -> values[Integer.parseInt(id.value().substring(1))] >= candidate);
                if (reached) {
                    expected = Math.max(expected, candidate);
                }
            }
            assertEquals(
                    expected,
                    Quorum.largestReached(
                            membership, id -> values[Integer.parseInt(id.value().substring(1))], work));
        }
    }
}
