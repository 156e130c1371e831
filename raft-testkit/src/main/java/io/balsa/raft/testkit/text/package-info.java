/** How the test kit shows bytes to a person, and what it knows to other programs. Not for users. */
package io.balsa.raft.testkit.text;
