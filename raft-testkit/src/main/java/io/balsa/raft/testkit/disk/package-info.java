/**
 * A disk in memory that behaves as badly as real ones do: a power cut loses, tears and reorders what was not forced, a force that failed
 * once succeeds the second time and makes nothing durable, sectors rot, writes go astray. All choice comes from a seed, so that every run can be
 * repeated. {@link io.balsa.raft.testkit.disk.SimulatedDisk} is where to begin.
 */
package io.balsa.raft.testkit.disk;
