package io.balsa.raft.testkit.disk;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.Disk.Access;
import io.balsa.raft.storage.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Files whose sectors are each filled with one letter, so that a test can say in a word what is on a disk. */
final class DiskText {
    private DiskText() {}

    /** Writes a sector for each letter, from a sector on, with one write. */
    static void write(DiskFile file, int sectorBytes, int firstSector, String letters) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(letters.length() * sectorBytes);
        for (int i = 0; i < letters.length(); i++) {
            byte[] sector = new byte[sectorBytes];
            Arrays.fill(sector, (byte) letters.charAt(i));
            bytes.put(sector);
        }
        file.write(bytes.flip(), (long) firstSector * sectorBytes);
    }

    /** The letters of a file's sectors: {@code .} for zeros, {@code ?} for one that is not all the same. */
    static String read(Disk disk, String name, int sectorBytes) throws IOException {
        try (DiskFile file = disk.open(name, Access.READ)) {
            byte[] bytes = new byte[(int) file.sizeBytes()];
            if (bytes.length > 0) {
                file.read(ByteBuffer.wrap(bytes), 0);
            }
            StringBuilder letters = new StringBuilder();
            for (int at = 0; at < bytes.length; at += sectorBytes) {
                byte first = bytes[at];
                boolean same = true;
                for (int i = at; i < Math.min(at + sectorBytes, bytes.length); i++) {
                    same &= bytes[i] == first;
                }
                letters.append(!same ? '?' : first == 0 ? '.' : (char) first);
            }
            return letters.toString();
        }
    }
}
