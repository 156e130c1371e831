package io.balsa.raft.transport.planted;

import io.balsa.raft.storage.planted.StorageThatCheats;

/** A transport must not know storages. */
public record TransportThatKnowsStorage(StorageThatCheats.KnowsTransport storage) {}
