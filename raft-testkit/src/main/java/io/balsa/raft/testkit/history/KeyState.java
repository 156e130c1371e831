package io.balsa.raft.testkit.history;

import java.util.Optional;

/**
 * A key and what is known of its version. The store gives each write a version greater than all before, so the one of a write that was never
 * answered is known only to be greater, until somebody gets to see it.
 *
 * @param value its value, empty if it has none
 * @param version the version of the value, or a version that its own is greater than; if there is no value, the last one known
 * @param isExact whether it is the version of the value
 */
public record KeyState(Optional<String> value, long version, boolean isExact) {
    static final KeyState NEVER_WRITTEN = new KeyState(Optional.empty(), 0, true);

    /** {@return whether the value's version may be this one} */
    boolean mayHave(long candidate) {
        return value.isPresent() && (isExact ? candidate == version : candidate > version);
    }

    /** {@return whether a next write may get this version} */
    boolean mayAdvanceTo(long next) {
        return next > leastVersion();
    }

    KeyState known(long found) {
        return new KeyState(value, found, true);
    }

    KeyState written(String newValue, long newVersion) {
        return new KeyState(Optional.of(newValue), newVersion, true);
    }

    KeyState writtenWithUnknownVersion(String newValue) {
        return new KeyState(Optional.of(newValue), leastVersion(), false);
    }

    KeyState deleted() {
        return new KeyState(Optional.empty(), leastVersion(), true);
    }

    /** Of the many versions that it may have, that which leaves most room to the writes that follow. */
    private long leastVersion() {
        return isExact ? version : version + 1;
    }

    @Override
    public String toString() {
        return value.map(present -> present + (isExact ? " in version " : " in a version after ") + version)
                .orElse("no value");
    }
}
