package io.balsa.raft.testkit.simulation;

/** Is told in words what happens in a run, if anybody wants to read it. */
interface Trace {
    /** Tells nobody, and costs nothing. */
    Trace NONE = new Trace() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void line(long atNanos, String who, String what) {}
    };

    /** {@return whether lines are wanted: ask before putting one together} */
    boolean isOn();

    void line(long atNanos, String who, String what);
}
