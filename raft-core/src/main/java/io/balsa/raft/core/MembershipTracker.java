package io.balsa.raft.core;

import io.balsa.raft.spi.ConfigurationEntry;
import io.balsa.raft.spi.Entries;
import io.balsa.raft.spi.Member;
import io.balsa.raft.spi.Membership;
import io.balsa.raft.spi.RestoredState;
import java.util.ArrayList;
import java.util.List;

/**
 * The memberships that the log holds. The last one <em>appended</em> is in force, committed or not (paper §6, thesis §4.1); when it is
 * truncated, the one before it is in force again. So the committed one and all later ones are kept.
 */
final class MembershipTracker {
    private ConfigurationEntry committed;
    private final List<ConfigurationEntry> appended;

    MembershipTracker(Membership bootstrap, RestoredState restored) {
        this(new ConfigurationEntry(0, bootstrap), new ArrayList<>(restored.configurations()));
    }

    private MembershipTracker(ConfigurationEntry committed, List<ConfigurationEntry> appended) {
        this.committed = committed;
        this.appended = appended;
    }

    MembershipTracker copy() {
        return new MembershipTracker(committed, new ArrayList<>(appended));
    }

    Membership effective() {
        return appended.isEmpty()
                ? committed.membership()
                : appended.get(appended.size() - 1).membership();
    }

    void append(Entries entries) {
        appended.addAll(entries.configurations());
    }

    void truncateFrom(long index) {
        while (!appended.isEmpty() && appended.get(appended.size() - 1).index() >= index) {
            appended.remove(appended.size() - 1);
        }
    }

    void commit(long index) {
        while (!appended.isEmpty() && appended.get(0).index() <= index) {
            committed = appended.remove(0);
        }
    }

    void hash(Fingerprint fingerprint) {
        fingerprint.add(committed.index()).add(appended.size());
        for (ConfigurationEntry entry : appended) {
            fingerprint.add(entry.index());
        }
        hash(fingerprint, effective().voters());
        hash(fingerprint, effective().outgoing());
        hash(fingerprint, effective().learners());
    }

    private static void hash(Fingerprint fingerprint, List<Member> members) {
        fingerprint.addUnordered(members, (part, member) -> part.add(member.id()));
    }

    @Override
    public String toString() {
        return "members " + effective() + " (committed at " + committed.index() + ", " + appended.size() + " later)";
    }
}
