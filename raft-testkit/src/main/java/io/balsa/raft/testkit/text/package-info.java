/** How the test kit shows bytes to a person. Not for users. */
package io.balsa.raft.testkit.text;
