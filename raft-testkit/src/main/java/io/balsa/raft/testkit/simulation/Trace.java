package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.simulation.report.RunEvent;
import java.util.function.Consumer;

/** Is told what happens in a run, if anybody wants to know it. */
interface Trace {
    /** Tells nobody, and costs nothing. */
    Trace NONE = new Trace() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void tell(RunEvent event) {
            throw new IllegalStateException("nobody listens to " + event + ": ask before putting an event together");
        }
    };

    /** {@return one that tells somebody} */
    static Trace to(Consumer<RunEvent> listener) {
        return new Trace() {
            @Override
            public boolean isOn() {
                return true;
            }

            @Override
            public void tell(RunEvent event) {
                listener.accept(event);
            }
        };
    }

    /** {@return whether events are wanted: ask before putting one together} */
    boolean isOn();

    void tell(RunEvent event);
}
