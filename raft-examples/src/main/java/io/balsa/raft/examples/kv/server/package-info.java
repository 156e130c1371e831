/**
 * The store's HTTP server, on the JDK's own {@code jdk.httpserver}. {@link io.balsa.raft.examples.kv.server.KvServer} is a whole server;
 * the path of a request through the package is KvHttpServer, KvRequest, KvService, and on a follower Forwarder.
 */
package io.balsa.raft.examples.kv.server;
