package io.balsa.raft.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.balsa.raft.spi.Storage;
import io.balsa.raft.spi.Transport;
import io.balsa.raft.testkit.junit.Launched;
import io.balsa.raft.testkit.memory.MemoryNetwork;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A contract that everything passes is worth nothing: each fault fails at least the test that is meant for it. */
final class ContractTeethTests {
    private static BrokenStorage.Fault storageFault = BrokenStorage.Fault.NONE;
    private static BrokenTransport.Fault transportFault = BrokenTransport.Fault.NONE;

    static class OfStorage extends StorageContract {
        @Override
        protected Storage newStorage() {
            return new BrokenStorage(storageFault);
        }

        @Override
        protected int randomBatches() {
            return 1_000;
        }
    }

    static class OfTransport extends TransportContract {
        private final MemoryNetwork network = new MemoryNetwork();

        @Override
        protected Transport newTransport() {
            return new BrokenTransport(network.transport(), transportFault);
        }

        @Override
        protected String listenAt(int number) {
            return "memory:" + number;
        }

        @Override
        protected String deadAddress() {
            return "memory:9";
        }

        @Override
        protected Duration timeout() {
            return transportFault == BrokenTransport.Fault.NONE ? super.timeout() : Duration.ofMillis(200);
        }
    }

    private static Set<String> failed(Class<?> contract) {
        Map<String, Optional<Throwable>> results = Launched.run(contract);
        assertTrue(results.size() > 10, "only " + results.keySet() + " were run");
        Set<String> failed = new TreeSet<>();
        results.forEach((test, failure) -> failure.ifPresent(thrown -> failed.add(test)));
        return failed;
    }

    @Test
    void withoutAFaultNothingFails() {
        storageFault = BrokenStorage.Fault.NONE;
        assertEquals(Set.of(), failed(OfStorage.class));
        transportFault = BrokenTransport.Fault.NONE;
        assertEquals(Set.of(), failed(OfTransport.class));
    }

    @ParameterizedTest
    @CsvSource({
        "FORGETS_THE_VOTE, whatWasPersistedIsThereAgain",
        "FORGETS_THE_TERM_RUNS, whatWasPersistedIsThereAgain",
        "LOSES_THE_LAST_BATCH_OF_A_CALL, batchesOfOneCallTakeEffectInTheirOrder",
        "IGNORES_CUTS_ALONE, theWholeLogCanBeCut",
        "READS_MORE_THAN_ALLOWED, aReadGivesWhatFitsAndAtLeastOneEntry",
        "READS_ONE_ENTRY_AT_A_TIME, aReadGivesWhatFitsAndAtLeastOneEntry",
        "PROMISES_TOO_MUCH, aReadGivesWhatFitsAndAtLeastOneEntry",
        "BELONGS_TO_ANYBODY, othersAreRefusedAndChangeNothing",
        "OPENS_TWICE, onlyOneMayHaveItOpen",
        "KEEPS_THE_BYTES_OF_OTHERS, aReadGivesWhatFitsAndAtLeastOneEntry",
        "LOSES_ENTRIES_WHEN_IDLE, workAtIdleTimesChangesNothing"
    })
    void theStorageContractFindsWhat(BrokenStorage.Fault fault, String test) {
        storageFault = fault;
        Set<String> failed = failed(OfStorage.class);
        assertTrue(failed.contains(test), "failed: " + failed);
    }

    @ParameterizedTest
    @CsvSource({
        "CHANGES_TERMS, messagesCarryTheirSender",
        "REVERSES_PAIRS, messagesKeepTheirOrder",
        "NAMES_ANOTHER_SENDER, messagesCarryTheirSender",
        "NEVER_FORGETS_PEERS, whoIsNoPeerIsNotSentTo",
        "HEARS_EVERY_CLUSTER, serversOfAnotherClusterAreNotHeard",
        "HIDES_LOST_CONNECTIONS, theEndOfAPeerIsTold",
        "STAYS_OPEN, onceClosedItDoesNothingMore",
        "KEEPS_THE_BYTES_OF_OTHERS, entriesArriveAsTheyWereSent",
        "FORGETS_ENTRIES, entriesArriveAsTheyWereSent"
    })
    void theTransportContractFindsWhat(BrokenTransport.Fault fault, String test) {
        transportFault = fault;
        Set<String> failed = failed(OfTransport.class);
        assertTrue(failed.contains(test), "failed: " + failed);
    }
}
