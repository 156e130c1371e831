/**
 * Tries every crash of a log: runs scripted sessions of a storage on a simulated disk, cuts the power behind every single operation of the disk,
 * leaves every subset of what was not forced, and opens what is left with the real storage.
 * {@link io.balsa.raft.testkit.crash.CrashExplorer} is where to begin.
 */
package io.balsa.raft.testkit.crash;
