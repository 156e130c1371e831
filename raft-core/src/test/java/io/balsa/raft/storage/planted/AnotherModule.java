package io.balsa.raft.storage.planted;

/** Stands for a class of a module that raft-core must not know. */
public record AnotherModule() {}
