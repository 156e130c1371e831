package io.balsa.raft.testkit.planted;

/**
 * One change to a source file of the product.
 *
 * @param file its path from the root of the repository
 * @param find what stands there now, exactly once
 * @param put what to put there instead
 */
record Edit(String file, String find, String put) {}
