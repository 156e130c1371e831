/** What happened in a simulated run, as events, and the page that shows it to a person. Knows nothing of how runs are made. Not part of the API. */
package io.balsa.raft.testkit.simulation.report;
