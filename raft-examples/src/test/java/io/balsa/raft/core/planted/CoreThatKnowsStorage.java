package io.balsa.raft.core.planted;

import io.balsa.raft.storage.planted.StorageThatCheats;

/** raft-core must know no other module. */
public record CoreThatKnowsStorage(StorageThatCheats.TouchesNetty storage) {}
