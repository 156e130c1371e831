package io.balsa.raft.node.planted;

import io.balsa.raft.core.planted.CoreThatCheats;
import io.balsa.raft.storage.planted.AnotherModule;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;

/** Each nested class does one thing that the runtime must not do outside its thread runner. */
public final class NodeThatCheats {
    private NodeThatCheats() {}

    public record KnowsTheCore(CoreThatCheats.KnowsTheNode core) {}

    public record KnowsAnotherModule(AnotherModule other) {}

    public static final class StartsThread {
        public void start(Runnable work) {
            new Thread(work).start();
        }
    }

    public static final class ExtendsThread extends Thread {}

    public static final class MakesThreadByReference {
        public ThreadFactory factory() {
            return Thread::new;
        }
    }

    public static final class ReadsNanos {
        public long now() {
            return System.nanoTime();
        }
    }

    public static final class ReadsMillis {
        public long now() {
            return System.currentTimeMillis();
        }
    }

    public static final class Sleeps {
        public void sleep() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    public static final class DrawsThreadLocalRandom {
        public int draw() {
            return ThreadLocalRandom.current().nextInt();
        }
    }

    public static final class DrawsMathRandom {
        public double draw() {
            return Math.random();
        }
    }

    public static final class MakesExecutor {
        public ExecutorService executor() {
            return Executors.newCachedThreadPool();
        }
    }
}
