/**
 * Whole clusters on virtual time: the production runtime and storage, stepped by a seeded scheduler, over a network, disks and clocks that break. One seed is one
 * world, and repeats it exactly.
 */
package io.balsa.raft.testkit.simulation;
