package io.balsa.raft.node;

/** Something for the node agent, and its own link in the {@link Inbox}, so that handing it over allocates nothing. */
abstract class InboxItem {
    /** The next item of whatever chain this one is in. Belongs to whoever owns the chain. */
    InboxItem next;
}
