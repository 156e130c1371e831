package io.balsa.raft.testkit.simulation;

/**
 * Damages disks for good, and knows which are damaged: a majority of those of the voters stays as it was written. So whatever becomes of the others, the cluster
 * can do without them.
 */
final class FaultAtlas {
    private final World world;

    FaultAtlas(World world) {
        this.world = world;
    }

    void spoil(SimulatedServer server, FaultKind kind, Chance chance) {
        if (!canBeSpared(server)) {
            return;
        }
        switch (kind) {
            case BIT_ROT -> server.disk().rot(chance, () -> server.diskIsSpoiled(Mark.DISK_ROTTEN));
            case LOST_WRITE -> server.disk().lieAbout(kind, chance, () -> server.diskIsSpoiled(Mark.WRITE_LOST));
            case MISDIRECTED_WRITE ->
                server.disk().lieAbout(kind, chance, () -> server.diskIsSpoiled(Mark.WRITE_ASTRAY));
            default -> throw new IllegalArgumentException("fault " + kind + ": not one that spoils a disk");
        }
    }

    private boolean canBeSpared(SimulatedServer server) {
        long otherVoters = world.voters().stream()
                .filter(other -> other != server)
                .filter(other -> other.isRotten() || other.disk().isAboutToRot())
                .count();
        return !server.isVoter() || otherVoters < (world.voters().size() - 1) / 2;
    }
}
