package io.balsa.raft.testkit.scenario;

import java.util.HashMap;
import java.util.Map;

/** All verbs that make something happen or expect something. */
final class Verbs {
    private Verbs() {}

    static Map<String, Verb> all() {
        Map<String, Verb> all = new HashMap<>();
        all.putAll(ServerVerbs.all());
        all.putAll(NetworkVerbs.all());
        all.putAll(StorageVerbs.all());
        all.put("expect", Expectations::parse);
        return all;
    }
}
