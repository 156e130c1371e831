package io.balsa.raft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyncTraceTests {
    @TempDir
    Path directory;

    private SyncTrace trace(String lines) throws IOException {
        return SyncTrace.read(Files.writeString(directory.resolve("strace"), lines));
    }

    @Test
    void callEndsItsDurationAfterItsLine() throws IOException {
        SyncTrace trace = trace("7 1000.000000 fdatasync(5) = 0 <0.500000>\n");
        assertEquals(0, trace.endedWithin(999, 1000.4));
        assertEquals(1, trace.endedWithin(1000.4, 1000.6));
    }

    @Test
    void interruptedLineEndsWhereItIsResumed() throws IOException {
        SyncTrace trace = trace("""
                7 1000.000000 fsync(5 <unfinished ...>
                8 1000.100000 fdatasync(6) = 0 <0.000100>
                7 1000.600000 <... fsync resumed>) = 0 (DELAYED) <0.600000>
                """);
        assertEquals(1, trace.endedWithin(1000, 1000.2));
        assertEquals(1, trace.endedWithin(1000.5, 1000.7));
        assertEquals(2, trace.endedWithin(0, 2000));
    }

    @Test
    void failedCallsAndOtherLinesDoNotCount() throws IOException {
        SyncTrace trace = trace("""
                7 1000.000000 fdatasync(5) = -1 EIO (Input/output error) <0.000100>
                7 1000.100000 --- SIGSEGV {si_signo=SIGSEGV} ---
                7 1000.200000 +++ exited with 0 +++
                """);
        assertEquals(0, trace.endedWithin(0, 2000));
    }
}
