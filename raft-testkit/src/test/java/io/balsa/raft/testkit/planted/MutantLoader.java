package io.balsa.raft.testkit.planted;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Loads product and test kit anew, with the classes of a mutant in place of the product's. All else, such as the JDK, comes from the parent, so only
 * its types can pass between the two worlds.
 */
final class MutantLoader extends ClassLoader {
    private static final String OURS = "io.balsa.raft.";

    private final Map<String, byte[]> mutant;
    private final Set<String> loaded = new ConcurrentSkipListSet<>();

    MutantLoader(Map<String, byte[]> mutant) {
        super(MutantLoader.class.getClassLoader());
        this.mutant = mutant;
    }

    /** {@return the names of the classes loaded so far} */
    Set<String> loaded() {
        return loaded;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            byte[] bytes = mutant.containsKey(name) ? mutant.get(name) : original(name);
            loaded.add(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
