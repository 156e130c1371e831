package io.balsa.raft.testkit.disk;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.disk.Disk.Access;
import io.balsa.raft.storage.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.SplittableRandom;

/** An open file of a simulated disk: here the faults of single reads and writes happen. */
final class SimulatedFile implements DiskFile {
    private final SimulatedDisk disk;
    private final String name;
    private final FileContent content;
    private final Access access;
    private final int incarnation;
    private boolean closed;

    SimulatedFile(SimulatedDisk disk, String name, FileContent content, Access access, int incarnation) {
        this.disk = disk;
        this.name = name;
        this.content = content;
        this.access = access;
        this.incarnation = incarnation;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        synchronized (disk) {
            int bytes = target.remaining();
            begin(DiskOperation.READ, bytes);
            ReadFault fault = disk.faults().onRead(name, position, bytes);
            if (fault == ReadFault.STICKY_ERROR && position < content.sizeBytes()) {
                content.makeUnreadable(position);
            }
            if (fault == ReadFault.ERROR || content.isUnreadable(position, bytes)) {
                throw disk.failure(DiskOperation.READ, name);
            }
            return read(target, position, fault);
        }
    }

    private int read(ByteBuffer target, long position, ReadFault fault) {
        int start = target.position();
        int limit = target.limit();
        if (fault == ReadFault.SHORT && target.remaining() > 1) {
            target.limit(start + 1 + disk.damages().nextInt(target.remaining() - 1));
        }
        int bytes = content.read(target, position);
        target.limit(limit);
        if (bytes > 0) {
            damage(target, start, bytes, position, fault);
        }
        return bytes;
    }

    /** Spoils bytes that were read into a buffer from {@code start} on. */
    private void damage(ByteBuffer target, int start, int bytes, long position, ReadFault fault) {
        SplittableRandom random = disk.damages();
        switch (fault) {
            case BIT_FLIP -> {
                int at = start + random.nextInt(bytes);
                target.put(at, (byte) (target.get(at) ^ 1 << random.nextInt(Byte.SIZE)));
            }
            case ZEROED_SECTOR -> replaceSector(target, start, bytes, position, new byte[disk.sectorBytes()]);
            case MISDIRECTED ->
                replaceSector(target, start, bytes, position, content.copyOf(random.nextInt(content.sectorCount())));
            default -> {}
        }
    }

    private void replaceSector(ByteBuffer target, int start, int bytes, long position, byte[] sector) {
        long hit = position + disk.damages().nextInt(bytes);
        long sectorBegin = hit - hit % sector.length;
        long begin = Math.max(position, sectorBegin);
        long end = Math.min(position + bytes, sectorBegin + sector.length);
        target.put(start + (int) (begin - position), sector, (int) (begin - sectorBegin), (int) (end - begin));
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        synchronized (disk) {
            int bytes = source.remaining();
            begin(DiskOperation.WRITE, bytes);
            if (access == Access.READ) {
                throw new IOException(disk.describe(name) + " is open for reading only");
            }
            checkBlocks(source, position);
            WriteFault fault = disk.faults().onWrite(name, position, bytes);
            if (fault == WriteFault.ERROR || content.needsUnreadable(position, bytes)) {
                throw disk.failure(DiskOperation.WRITE, name);
            }
            write(source, position, bytes, fault);
        }
    }

    /** What a direct write to a real disk would be refused for. */
    private void checkBlocks(ByteBuffer source, long position) throws IOException {
        if (access.writesBlocks()
                && (position % Disk.BLOCK_BYTES != 0
                        || source.remaining() % Disk.BLOCK_BYTES != 0
                        || !source.isDirect()
                        || source.alignmentOffset(source.position(), Disk.BLOCK_BYTES) != 0)) {
            throw new IOException(disk.describe(name) + " takes whole blocks only: got " + source.remaining()
                    + " bytes at " + position + ", or a buffer that is not aligned");
        }
    }

    private void write(ByteBuffer source, long position, int bytes, WriteFault fault) throws IOException {
        if (bytes == 0) {
            return;
        }
        int fitting = disk.isBounded() ? content.fitting(position, bytes, disk.freeBytes()) : bytes;
        int written = fault == WriteFault.SHORT ? disk.damages().nextInt(Math.min(fitting, bytes - 1) + 1) : fitting;
        int limit = source.limit();
        source.limit(source.position() + written);
        if (written > 0) {
            content.write(source, position, disk.nextSequence(), landing(position, bytes, fault));
        }
        source.limit(limit);
        if (written < bytes) {
            throw fitting < bytes
                    ? new IOException(disk.describe(name) + ": no space left on device")
                    : disk.failure(DiskOperation.WRITE, name);
        }
    }

    /** Where the sectors of a write land that goes astray: all equally far from where they belong, within the file. */
    private FileContent.Landing landing(long position, int bytes, WriteFault fault) {
        if (fault == WriteFault.LOST) {
            return FileContent.Landing.NOWHERE;
        }
        int first = (int) (position / disk.sectorBytes());
        int count = (int) ((position + bytes - 1) / disk.sectorBytes()) - first + 1;
        int room = content.sectorCount() - count;
        if (fault != WriteFault.MISDIRECTED || room <= 0) {
            return FileContent.Landing.RIGHT;
        }
        // Any place but the right one.
        int drawn = disk.damages().nextInt(room);
        int target = drawn >= first ? drawn + 1 : drawn;
        return sector -> sector - first + target;
    }

    @Override
    public void force() throws IOException {
        synchronized (disk) {
            begin(DiskOperation.FORCE, (long) content.pending().size() * disk.sectorBytes());
            ForceFault fault = disk.faults().onForce(DiskOperation.FORCE, name);
            if (fault != ForceFault.NONE) {
                content.failForce(fault, disk.damages());
                throw disk.failure(DiskOperation.FORCE, name);
            }
            content.force();
        }
    }

    @Override
    public long sizeBytes() throws IOException {
        synchronized (disk) {
            checkOpen();
            return content.sizeBytes();
        }
    }

    @Override
    public void close() {
        synchronized (disk) {
            closed = true;
        }
    }

    private void begin(DiskOperation operation, long bytes) throws IOException {
        checkOpen();
        disk.account(operation, name, bytes);
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (incarnation != disk.incarnation()) {
            throw new IOException(disk.describe(name) + " was opened by a process that a crash ended");
        }
    }
}
