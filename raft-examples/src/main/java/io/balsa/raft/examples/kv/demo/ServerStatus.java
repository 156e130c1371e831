package io.balsa.raft.examples.kv.demo;

import io.balsa.raft.examples.kv.json.JsonReader;
import java.util.Map;

/** The part of a server's {@code /status} that the demonstration looks at. */
record ServerStatus(String id, String role, long term, long commitIndex, long appliedIndex, boolean ready) {
    static ServerStatus parse(String json) {
        Map<String, Object> status = JsonReader.readObject(json);
        return new ServerStatus(
                (String) status.get("id"),
                (String) status.get("role"),
                (Long) status.get("term"),
                (Long) status.get("commitIndex"),
                (Long) status.get("appliedIndex"),
                (Boolean) status.get("ready"));
    }

    boolean leads() {
        return role.equals("LEADER");
    }
}
