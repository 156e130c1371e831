package io.balsa.raft.examples.kv;

/** What can be written into the log of the store. {@link KvCommandFormat} gives the bytes. */
public sealed interface KvCommand {
    /**
     * Sets a key.
     *
     * @param key the key, not empty, at most {@link KvCommandFormat#MAX_KEY_BYTES} bytes of UTF-8
     * @param value its new value; must not be changed afterwards
     * @param precondition what must hold for that
     */
    record Put(String key, byte[] value, Precondition precondition) implements KvCommand {}

    /**
     * Removes a key.
     *
     * @param key the key, as in {@link Put}
     * @param precondition what must hold for that
     */
    record Delete(String key, Precondition precondition) implements KvCommand {}

    /**
     * Makes known where a server answers HTTP, so that the others can forward to it while it leads. Not visible among the keys.
     *
     * @param node the server
     * @param address its {@code host:port}
     */
    record Announce(String node, String address) implements KvCommand {}
}
