package io.balsa.raft.storage.disk;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory of the machine's file system: the one class of the storage that touches real files. */
public final class NioDisk implements Disk {
    private static final Logger LOG = LoggerFactory.getLogger(NioDisk.class);

    /**
     * The lock files held by this process. Asked before a lock file is opened, since on POSIX closing any descriptor of a file
     * lets go of the process's lock on it: a second opener would take the first one's lock away by being refused.
     */
    private static final Set<Path> HELD_LOCKS = ConcurrentHashMap.newKeySet();

    /** Windows cannot open a directory to force it, and needs not: its file systems journal names. */
    private static final boolean DIRECTORIES_CAN_BE_FORCED = File.separatorChar == '/';

    /** Opens a file past the page cache; empty where the JDK does not know it. */
    private static final Optional<OpenOption> DIRECT = direct();

    private static final int READ_AHEAD_BYTES = 256 << 10;

    private final Path root;
    private final AtomicBoolean refusalLogged = new AtomicBoolean();
    private volatile FileStore fileStore;

    /**
     * A disk that begins at a directory, which need not be there yet.
     *
     * @param root the directory
     */
    public NioDisk(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public DiskFile open(String name, Access access) throws IOException {
        Path path = resolve(name);
        return new NioDiskFile(
                switch (access) {
                    case READ -> FileChannel.open(path, StandardOpenOption.READ);
                    case WRITE -> openToWrite(path);
                    case CREATE -> create(path);
                    case WRITE_BLOCKS -> pastTheCache(path, openToWrite(path));
                    case CREATE_BLOCKS -> pastTheCache(path, create(path));
                });
    }

    /** By name: javac 25 warns of the class as if it were internal, though the module jdk.unsupported exports it to everybody. */
    private static Optional<OpenOption> direct() {
        try {
            return Stream.of(
                            Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                    .filter(option -> option.toString().equals("DIRECT"))
                    .map(OpenOption.class::cast)
                    .findFirst();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static FileChannel openToWrite(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    }

    /**
     * Opens a file for direct writes in place of the plain channel, which stays if the file system does not take them. Opened plainly first, since
     * Linux makes the file before it refuses to open it.
     */
    private FileChannel pastTheCache(Path path, FileChannel plain) throws IOException {
        if (DIRECT.isEmpty()) {
            return refused("a JDK without them", plain);
        }
        FileChannel direct;
        try {
            long blockBytes = fileStore().getBlockSize();
            if (blockBytes <= 0 || BLOCK_BYTES % blockBytes != 0) {
                return refused("blocks of " + blockBytes + " bytes", plain);
            }
            direct = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, DIRECT.get());
        } catch (IOException | UnsupportedOperationException e) {
            return refused(e.toString(), plain);
        }
        plain.close();
        return direct;
    }

    private FileChannel refused(String reason, FileChannel plain) {
        if (refusalLogged.compareAndSet(false, true)) {
            LOG.info("{}: no direct writes here ({}), so writes pass through the page cache", root, reason);
        }
        return plain;
    }

    /** In a thread of its own: what the operating system reads ahead by itself is less than what a reader looks at meanwhile. */
    @Override
    public void willRead(String name) {
        Path path = resolve(name);
        Thread thread = new Thread(() -> readThrough(path), "balsa-read-ahead");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) { // no more threads: then without
            LOG.debug("{}: not read ahead", path, e);
        }
    }

    /** Brings a file into the page cache, and returns how many bytes that were; whoever reads it in earnest is told of errors. */
    static long readThrough(Path path) {
        ByteBuffer buffer = ByteBuffer.allocate(READ_AHEAD_BYTES);
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            for (int read = 0; read >= 0; read = channel.read(buffer.clear())) {
                bytes += read;
            }
        } catch (IOException e) {
            LOG.debug("{}: not read ahead", path, e);
        }
        return bytes;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(resolve(from), resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(resolve(name));
    }

    @Override
    public List<String> list(String directory) throws IOException {
        try (Stream<Path> paths = Files.list(resolve(directory))) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void makeDirectories(String directory) throws IOException {
        makeDurably(resolve(directory));
    }

    private static void makeDurably(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent == null) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            makeDurably(parent);
            Files.createDirectory(directory);
            force(parent);
        } else if (mayHaveBeenMadeByUs(directory, parent)) {
            makeDurably(parent);
            force(parent);
        }
    }

    /**
     * A process may have been killed after it made a directory and before it forced the name: then only the cache has it. What the root of a file
     * system is called stands in no parent of ours, and into a parent that we may not read we have most likely put nothing.
     */
    private static boolean mayHaveBeenMadeByUs(Path directory, Path parent) throws IOException {
        return Files.isReadable(parent) && Files.getFileStore(directory).equals(Files.getFileStore(parent));
    }

    @Override
    public void forceDirectory(String directory) throws IOException {
        force(resolve(directory));
    }

    private static void force(Path directory) throws IOException {
        if (DIRECTORIES_CAN_BE_FORCED) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public Optional<DiskLock> lock(String name) throws IOException {
        Path path = resolve(name);
        Path held = path.getParent().toRealPath().resolve(path.getFileName());
        if (!HELD_LOCKS.add(held)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                HELD_LOCKS.remove(held);
                if (channel != null) {
                    channel.close();
                }
            }
        }
        if (lock == null) {
            return Optional.empty();
        }
        FileChannel locked = channel;
        return Optional.of(() -> {
            locked.close();
            HELD_LOCKS.remove(held);
        });
    }

    @Override
    public long freeBytes() throws IOException {
        return fileStore().getUsableSpace();
    }

    /** Found once: for that the JDK reads the list of all that is mounted. */
    private FileStore fileStore() throws IOException {
        FileStore known = fileStore;
        if (known == null) {
            known = Files.getFileStore(root);
            fileStore = known;
        }
        return known;
    }

    @Override
    public UUID randomId() {
        return UUID.randomUUID();
    }

    @Override
    public String describe(String name) {
        return resolve(name).toString();
    }

    private Path resolve(String name) {
        return name.isEmpty() ? root : root.resolve(name);
    }
}
