package io.balsa.raft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.balsa.raft.benchmarks.drive.Library;
import io.balsa.raft.benchmarks.drive.Ports;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PortsTests {
    @Test
    void noTwoServersShareAPort() throws Exception {
        Ports ports = Ports.find();
        assertEquals(Library.NODES * Ports.EACH, new HashSet<>(ports.all()).size());
        Ports handedOn = new Ports(IntStream.range(0, ports.all().size())
                .mapToObj(i -> Integer.valueOf(ports.text().split(",", -1)[i]))
                .toList());
        assertEquals(ports, handedOn);
        assertEquals(
                "127.0.0.1:" + ports.all().get(Ports.EACH), ports.addresses().get(1));
    }
}
