/** The least that acknowledging on a majority can cost: the disk and network work of a log on three servers, without consensus. */
package io.balsa.raft.benchmarks.floor;
