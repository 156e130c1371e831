package io.balsa.raft.storage;

import io.balsa.raft.storage.format.Layout;

/**
 * Settings of a {@link FileStorage}.
 *
 * @param segmentBytes size of a file of the log, a multiple of 4096; a batch that does not fit gets a file of its own size. A storage can be
 *     opened with another size than before: it applies to files made from then on
 * @param writeBufferBytes size of the buffer, outside the heap, in which writes are put together; a multiple of 4096
 */
public record StorageOptions(int segmentBytes, int writeBufferBytes) {
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
         * Checks the settings.
         *
         * @return the options
         * @throws IllegalArgumentException naming the setting that is wrong, its value and what was expected
         */
        public StorageOptions build() {
            return new StorageOptions(segmentBytes, writeBufferBytes);
        }
    }
}
