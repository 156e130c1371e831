package io.balsa.raft.examples.kv;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The whole state of the store at one index. Never changes, so keeping a reference is a consistent view.
 *
 * <p>Written out it is, big-endian: 4 bytes magic, 1 byte version, 8 bytes index; 4 bytes number of addresses, each name and
 * address; 4 bytes number of keys, each key, 8 bytes version, 4 bytes length, value. Names, addresses and keys are 2 bytes length and
 * UTF-8. All sorted, so the same state has the same bytes on every server.
 *
 * @param index the last log index that is reflected
 * @param addresses HTTP addresses by server
 * @param entries the keys
 */
record KvState(
        long index,
        PersistentSortedMap<String, String> addresses,
        PersistentSortedMap<String, VersionedValue> entries) {
    static final KvState EMPTY = new KvState(0, PersistentSortedMap.empty(), PersistentSortedMap.empty());

    private static final int MAGIC = 0x42_4B_56_53; // "BKVS"
    private static final byte VERSION = 1;

    KvState withKey(long atIndex, String key, VersionedValue value) {
        return new KvState(atIndex, addresses, entries.with(key, value));
    }

    KvState withoutKey(long atIndex, String key) {
        return new KvState(atIndex, addresses, entries.without(key));
    }

    KvState withAddress(long atIndex, String node, String address) {
        return new KvState(atIndex, addresses.with(node, address), entries);
    }

    KvState at(long atIndex) {
        return new KvState(atIndex, addresses, entries);
    }

    void writeTo(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(MAGIC);
        out.writeByte(VERSION);
        out.writeLong(index);
        out.writeInt(addresses.size());
        for (Map.Entry<String, String> address : addresses) {
            writeText(out, address.getKey());
            writeText(out, address.getValue());
        }
        out.writeInt(entries.size());
        for (Map.Entry<String, VersionedValue> entry : entries) {
            writeText(out, entry.getKey());
            out.writeLong(entry.getValue().version());
            out.writeInt(entry.getValue().value().length);
            out.write(entry.getValue().value());
        }
        out.flush();
    }

    static KvState readFrom(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        int magic = in.readInt();
        byte version = in.readByte();
        if (magic != MAGIC || version != VERSION) {
            throw new IOException(String.format(
                    "snapshot: magic %08x version %d, expected %08x version %d", magic, version, MAGIC, VERSION));
        }
        KvState state = EMPTY.at(in.readLong());
        int addressCount = in.readInt();
        for (int i = 0; i < addressCount; i++) {
            String node = readText(in);
            state = state.withAddress(state.index, node, readText(in));
        }
        int keyCount = in.readInt();
        for (int i = 0; i < keyCount; i++) {
            String key = readText(in);
            state = state.withKey(state.index, key, new VersionedValue(in.readLong(), readBytes(in, in.readInt())));
        }
        if (in.read() != -1) {
            throw new IOException("snapshot: more bytes follow after " + keyCount + " keys");
        }
        return state;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = KvCommandFormat.key(text);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(readBytes(in, in.readUnsignedShort())))
                .toString();
    }

    private static byte[] readBytes(DataInputStream in, int length) throws IOException {
        // readNBytes allocates as bytes arrive, so a damaged length ends in this error and not in an exhausted heap.
        byte[] bytes = length < 0 ? new byte[0] : in.readNBytes(length);
        if (bytes.length != length) {
            throw new IOException("snapshot: length " + length + ", expected at most the bytes that are left");
        }
        return bytes;
    }
}
