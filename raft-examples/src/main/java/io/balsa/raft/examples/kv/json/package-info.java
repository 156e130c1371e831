/** As much JSON as a small server needs: text out of plain Java values, and plain values out of text. */
package io.balsa.raft.examples.kv.json;
