package io.balsa.raft.core.planted;

import io.balsa.raft.RaftException;
import io.balsa.raft.node.planted.NodeThatCheats;
import java.io.File;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Each nested class does one thing that the core must not do. */
public final class CoreThatCheats {
    private CoreThatCheats() {}

    public record HoldsThread(Thread thread) {}

    public record HoldsRandom(Random random) {}

    @SuppressWarnings("ArrayRecordComponent")
    public record HoldsBuffers(ByteBuffer[] buffers) {}

    public record HoldsLogger(Logger logger) {}

    public record HoldsFile(File file) {}

    public record HoldsSocket(Socket socket) {}

    public record HoldsConcurrentMap(ConcurrentHashMap<String, String> map) {}

    public record HoldsUuid(UUID id) {}

    public record KnowsTheNode(NodeThatCheats.KnowsTheCore node) {}

    public record KnowsTheApi(RaftException failure) {}

    public static final class ReadsClock {
        public long now() {
            return System.nanoTime();
        }
    }

    public static final class ReadsClockByReference {
        public LongSupplier clock() {
            return System::currentTimeMillis;
        }
    }

    public static final class Prints {
        public void print() {
            System.out.println("a word");
        }
    }

    public static final class StreamsInParallel {
        public long count(List<String> words) {
            return words.parallelStream().count();
        }
    }

    public static final class DrawsRandom {
        public double draw() {
            return Math.random();
        }
    }
}
