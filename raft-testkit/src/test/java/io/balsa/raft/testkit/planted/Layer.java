package io.balsa.raft.testkit.planted;

/** A kind of test that can kill a mutant, in the order in which they are tried: the plainest finding first. */
enum Layer {
    /** All scenario files. */
    SCENARIOS("scenarios", 1, 1),
    /** States of small clusters, from each seeded start, and a tenth as many random walks. */
    EXPLORER("explorer", 20_000, 1000),
    /** Images after power cuts of the storage alone, and damaged sectors. */
    CRASH("crash explorer", 3000, 3000),
    /** Seeds of whole clusters on virtual time. */
    SIMULATOR("simulator", 40, 8);

    private final String title;
    private final int budget;
    private final int briefBudget;

    Layer(String title, int budget, int briefBudget) {
        this.title = title;
        this.budget = budget;
        this.briefBudget = briefBudget;
    }

    String title() {
        return title;
    }

    /** {@return the method of {@link LayerRuns} that runs it} */
    String method() {
        return switch (this) {
            case SCENARIOS -> "scenarios";
            case SIMULATOR -> "simulator";
            case EXPLORER -> "explorer";
            case CRASH -> "crash";
        };
    }

    /** How much it may run at most; the product as it is runs the whole of that and nothing is found. */
    int budget() {
        return budget;
    }

    /** How much it may run for a mutant that another layer has killed already: only to see whether it would do as well. */
    int briefBudget() {
        return briefBudget;
    }
}
