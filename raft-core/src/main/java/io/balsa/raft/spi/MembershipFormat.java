package io.balsa.raft.spi;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The payload of a {@link EntryKind#CONFIGURATION} entry.
 *
 * <pre>
 * 1 byte     version, 1
 * 3 times    voters, outgoing voters, learners:
 *   2 bytes    how many
 *   each       1 byte length and UTF-8 bytes of the name, 2 bytes length and UTF-8 bytes of the address
 * </pre>
 *
 * All numbers are big-endian.
 */
public final class MembershipFormat {
    private static final byte VERSION = 1;

    private MembershipFormat() {}

    /**
     * Encodes a membership.
     *
     * @param membership the membership
     * @return its bytes
     */
    public static byte[] encode(Membership membership) {
        List<List<Member>> lists = List.of(membership.voters(), membership.outgoing(), membership.learners());
        int size = 1;
        for (List<Member> list : lists) {
            size += 2;
            for (Member member : list) {
                size += 3 + member.id().value().length() + utf8(member.address()).length;
            }
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.put(VERSION);
        for (List<Member> list : lists) {
            out.putShort((short) list.size());
            for (Member member : list) {
                byte[] name = utf8(member.id().value());
                byte[] address = utf8(member.address());
                out.put((byte) name.length)
                        .put(name)
                        .putShort((short) address.length)
                        .put(address);
            }
        }
        return out.array();
    }

    /**
     * Decodes a membership.
     *
     * @param in its bytes, from position to limit
     * @return the membership
     * @throws MalformedEntriesException if they are not the bytes of one
     */
    public static Membership decode(ByteBuffer in) throws MalformedEntriesException {
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new MalformedEntriesException("configuration version " + version + ": expected " + VERSION);
            }
            Membership membership = new Membership(members(in), members(in), members(in));
            if (in.hasRemaining()) {
                throw new MalformedEntriesException("configuration: " + in.remaining() + " bytes too many");
            }
            return membership;
        } catch (BufferUnderflowException e) {
            throw new MalformedEntriesException("configuration: ends too early");
        } catch (IllegalArgumentException e) {
            throw new MalformedEntriesException("configuration: " + e.getMessage());
        }
    }

    private static List<Member> members(ByteBuffer in) {
        int count = Short.toUnsignedInt(in.getShort());
        List<Member> members = new ArrayList<>(Math.min(count, in.remaining()));
        for (int i = 0; i < count; i++) {
            NodeId id = NodeId.of(string(in, Byte.toUnsignedInt(in.get())));
            members.add(new Member(id, string(in, Short.toUnsignedInt(in.getShort()))));
        }
        return members;
    }

    private static String string(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
