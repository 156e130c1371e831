package io.balsa.raft.storage;

import io.balsa.raft.storage.disk.Disk;
import io.balsa.raft.storage.format.Layout;

/**
 * Settings of a {@link FileStorage}.
 *
 * @param segmentBytes size of a file of the log, a multiple of 4096; a batch that does not fit gets a file of its own size. A storage can be
 *     opened with another size than before: it applies to files made from then on, but for one that takes the place of another
 * @param writeBufferBytes size of the buffer, outside the heap, in which writes are put together; a multiple of 4096
 * @param directIo whether the log is written past the page cache of the operating system, see {@link Builder#directIo}
 */
public record StorageOptions(int segmentBytes, int writeBufferBytes, boolean directIo) {
    private static final int MIN_SEGMENT_BYTES = 32 << 10;
    private static final int MAX_SEGMENT_BYTES = 1 << 30;
    private static final int MIN_WRITE_BUFFER_BYTES = 16 << 10;
    private static final int MAX_WRITE_BUFFER_BYTES = 64 << 20;

    /** Checks the sizes. */
    public StorageOptions {
        check("segmentBytes", segmentBytes, MIN_SEGMENT_BYTES, MAX_SEGMENT_BYTES);
        check("writeBufferBytes", writeBufferBytes, MIN_WRITE_BUFFER_BYTES, MAX_WRITE_BUFFER_BYTES);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max || value % Layout.SECTOR_BYTES != 0) {
            throw new IllegalArgumentException(name + " " + value + ": expected a multiple of " + Layout.SECTOR_BYTES
                    + " from " + min + " to " + max);
        }
    }

    Disk.Access accessToCreate() {
        return directIo ? Disk.Access.CREATE_BLOCKS : Disk.Access.CREATE;
    }

    Disk.Access accessToWrite() {
        return directIo ? Disk.Access.WRITE_BLOCKS : Disk.Access.WRITE;
    }

    /** {@return the settings that fit most} */
    public static StorageOptions defaults() {
        return builder().build();
    }

    /** {@return a builder that starts with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. */
    public static final class Builder {
        private int segmentBytes = 64 << 20;
        private int writeBufferBytes = 1 << 20;
        private boolean directIo = true;

        private Builder() {}

        /**
         * Sets the size of a file of the log.
         *
         * @param bytes a multiple of 4096 from 32 KiB to 1 GiB; 64 MiB if not set
         * @return this
         */
        public Builder segmentBytes(int bytes) {
            this.segmentBytes = bytes;
            return this;
        }

        /**
         * Sets the size of the buffer in which writes are put together.
         *
         * @param bytes a multiple of 4096 from 16 KiB to 64 MiB; 1 MiB if not set
         * @return this
         */
        public Builder writeBufferBytes(int bytes) {
            this.writeBufferBytes = bytes;
            return this;
        }

        /**
         * Sets whether the log is written past the page cache of the operating system. Each write is forced at once, so the cache saves nothing,
         * and a page of it costs more than the write, on a virtual machine above all. A file system that refuses such writes gets plain
         * ones, without a word to be said here.
         *
         * <p>Say no where a file system takes such writes and is bad at them (some network and copying file systems are), or where
         * followers are often so far behind that the leader has to read for them what it just wrote.
         *
         * @param direct whether to try; true if not set
         * @return this
         */
        public Builder directIo(boolean direct) {
            this.directIo = direct;
            return this;
        }

        /**
         * Checks the settings.
         *
         * @return the options
         * @throws IllegalArgumentException naming the setting that is wrong, its value and what was expected
         */
        public StorageOptions build() {
            return new StorageOptions(segmentBytes, writeBufferBytes, directIo);
        }
    }
}
