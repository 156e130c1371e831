package io.balsa.raft.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipTests {
    private static final Membership JOINT = new Membership(
            List.of(Member.parse("n3=c:3"), Member.parse("n1=ä:1")),
            List.of(Member.parse("n1=ä:1"), Member.parse("n2=b:2")),
            List.of(Member.parse("n9=z:9")));

    @Test
    void encodedMembershipDecodesToItself() throws Exception {
        assertEquals(JOINT, MembershipFormat.decode(ByteBuffer.wrap(MembershipFormat.encode(JOINT))));
    }

    @Test
    void everyCutIsRefused() {
        byte[] good = MembershipFormat.encode(JOINT);
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(MalformedEntriesException.class, () -> MembershipFormat.decode(ByteBuffer.wrap(cut)));
        }
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        assertThrows(MalformedEntriesException.class, () -> MembershipFormat.decode(ByteBuffer.wrap(longer)));
        byte[] otherVersion = good.clone();
        otherVersion[0] = 2;
        assertThrows(MalformedEntriesException.class, () -> MembershipFormat.decode(ByteBuffer.wrap(otherVersion)));
    }

    @Test
    void membersAreSortedAndEachStandsOnce() {
        assertEquals(
                List.of("n1", "n2", "n3", "n9"),
                JOINT.members().stream().map(m -> m.id().value()).toList());
        assertTrue(JOINT.isJoint());
        assertTrue(JOINT.isVoter(NodeId.of("n2")));
        assertTrue(JOINT.isMember(NodeId.of("n9")));
    }

    @Test
    void nonsenseIsRefusedWithTheNameInIt() {
        Member n1 = Member.parse("n1=a:1");
        assertThrows(IllegalArgumentException.class, () -> Membership.ofVoters(List.of()));
        IllegalArgumentException twice =
                assertThrows(IllegalArgumentException.class, () -> Membership.ofVoters(List.of(n1, n1)));
        assertTrue(twice.getMessage().contains("n1"));
        assertThrows(IllegalArgumentException.class, () -> new Membership(List.of(n1), List.of(), List.of(n1)));
        for (String bad : List.of("", "n1", "n1=", "=a:1", "n 1=a:1")) {
            assertThrows(IllegalArgumentException.class, () -> Member.parse(bad), bad);
        }
    }
}
