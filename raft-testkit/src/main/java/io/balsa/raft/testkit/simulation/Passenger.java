package io.balsa.raft.testkit.simulation;

import io.balsa.raft.CommittedEntry;
import java.util.List;

/**
 * What the servers of a world run beside the {@link AppendMachine}, whose commands and queries carry those of the passenger in their padding. So all that is
 * checked of a cluster is checked with any passenger.
 */
interface Passenger {
    /** No passenger: commands are padded with zeros, of a random number. */
    Passenger NONE = new Passenger() {
        @Override
        public byte[] command(Chance chance, int maxBytes) {
            return new byte[chance.below(maxBytes + 1)];
        }

        @Override
        public byte[] query(Chance chance) {
            return new byte[0];
        }

        @Override
        public Instance start(World world, SimulatedServer server) {
            return Instance.NONE;
        }

        @Override
        public void compareStates(List<SimulatedServer> servers) {
            // There is no state.
        }
    };

    /** {@return the next command of a client} */
    byte[] command(Chance chance, int maxBytes);

    /** {@return the next query of a client} */
    byte[] query(Chance chance);

    /** Makes what one process of a server runs. */
    Instance start(World world, SimulatedServer server);

    /** All servers have applied the same: their states must be equal, and equal to what this method saw before. */
    void compareStates(List<SimulatedServer> servers);

    /** The passenger in one process. */
    interface Instance {
        /** What runs where there is none. */
        Instance NONE = new Instance() {
            @Override
            public void apply(CommittedEntry entry) {
                // Nothing is to be done.
            }

            @Override
            public void read(byte[] query) {
                // Nothing is to be done.
            }
        };

        /** Applies a command, and compares the result with those of other servers. */
        void apply(CommittedEntry entry);

        /** Answers a query; the answer is dropped. */
        void read(byte[] query);
    }
}
