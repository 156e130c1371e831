package io.balsa.raft.examples.kv;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A sorted map that never changes: {@link #with} and {@link #without} answer a new map, which shares all nodes with the old one but
 * those on one path from the root. So a consistent view of a store costs nothing to take (keep the reference), while a write costs
 * some twenty small objects at a million keys. A height-balanced (AVL) tree.
 *
 * @param <K> keys
 * @param <V> values
 */
final class PersistentSortedMap<K extends Comparable<K>, V> implements Iterable<Map.Entry<K, V>> {
    private static final PersistentSortedMap<?, ?> EMPTY = new PersistentSortedMap<>(null, 0);

    private record Node<K, V>(K key, V value, Node<K, V> left, Node<K, V> right, int height) {
        Node(K key, V value, Node<K, V> left, Node<K, V> right) {
            this(key, value, left, right, 1 + Math.max(heightOf(left), heightOf(right)));
        }

        static int heightOf(Node<?, ?> node) {
            return node == null ? 0 : node.height;
        }
    }

    private final Node<K, V> root;
    private final int size;

    private PersistentSortedMap(Node<K, V> root, int size) {
        this.root = root;
        this.size = size;
    }

    /** {@return a map without keys} */
    @SuppressWarnings("unchecked") // holds neither keys nor values, so fits all
    static <K extends Comparable<K>, V> PersistentSortedMap<K, V> empty() {
        return (PersistentSortedMap<K, V>) EMPTY;
    }

    /** {@return how many keys there are} */
    int size() {
        return size;
    }

    /** {@return the key's value, empty if there is no such key} */
    Optional<V> get(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return Optional.of(node.value);
            }
            node = order < 0 ? node.left : node.right;
        }
        return Optional.empty();
    }

    /** {@return a map in which the key has this value} */
    PersistentSortedMap<K, V> with(K key, V value) {
        int grown = get(key).isPresent() ? size : size + 1;
        return new PersistentSortedMap<>(insert(root, key, value), grown);
    }

    /** {@return a map without the key} */
    PersistentSortedMap<K, V> without(K key) {
        return get(key).isPresent() ? new PersistentSortedMap<>(remove(root, key), size - 1) : this;
    }

    private static <K extends Comparable<K>, V> Node<K, V> insert(Node<K, V> node, K key, V value) {
        if (node == null) {
            return new Node<>(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return new Node<>(key, value, node.left, node.right);
        }
        return order < 0
                ? balanced(node, insert(node.left, key, value), node.right)
                : balanced(node, node.left, insert(node.right, key, value));
    }

    private static <K extends Comparable<K>, V> Node<K, V> remove(Node<K, V> node, K key) {
        int order = key.compareTo(node.key);
        if (order < 0) {
            return balanced(node, remove(node.left, key), node.right);
        }
        if (order > 0) {
            return balanced(node, node.left, remove(node.right, key));
        }
        if (node.left == null || node.right == null) {
            return node.left == null ? node.right : node.left;
        }
        Node<K, V> next = node.right;
        while (next.left != null) {
            next = next.left;
        }
        return balanced(next, node.left, remove(node.right, next.key));
    }

    /** A node with the key and value of {@code top} above two subtrees whose heights differ by two at most. */
    private static <K, V> Node<K, V> balanced(Node<K, V> top, Node<K, V> left, Node<K, V> right) {
        int tilt = Node.heightOf(left) - Node.heightOf(right);
        if (tilt > 1) {
            return rotatedRight(
                    top,
                    Node.heightOf(left.left) >= Node.heightOf(left.right)
                            ? left
                            : rotatedLeft(left, left.left, left.right),
                    right);
        }
        if (tilt < -1) {
            return rotatedLeft(
                    top,
                    left,
                    Node.heightOf(right.right) >= Node.heightOf(right.left)
                            ? right
                            : rotatedRight(right, right.left, right.right));
        }
        return new Node<>(top.key, top.value, left, right);
    }

    private static <K, V> Node<K, V> rotatedRight(Node<K, V> top, Node<K, V> left, Node<K, V> right) {
        return new Node<>(left.key, left.value, left.left, new Node<>(top.key, top.value, left.right, right));
    }

    private static <K, V> Node<K, V> rotatedLeft(Node<K, V> top, Node<K, V> left, Node<K, V> right) {
        return new Node<>(right.key, right.value, new Node<>(top.key, top.value, left, right.left), right.right);
    }

    /** {@return the length of the longest path, for tests of the balance} */
    int height() {
        return Node.heightOf(root);
    }

    /** {@return the entries in the order of their keys} */
    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return new InOrder<>(root);
    }

    private static final class InOrder<K, V> implements Iterator<Map.Entry<K, V>> {
        private final Deque<Node<K, V>> path = new ArrayDeque<>();

        InOrder(Node<K, V> root) {
            descend(root);
        }

        private void descend(Node<K, V> from) {
            for (Node<K, V> node = from; node != null; node = node.left) {
                path.push(node);
            }
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public Map.Entry<K, V> next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException();
            }
            Node<K, V> node = path.pop();
            descend(node.right);
            return Map.entry(node.key, node.value);
        }
    }
}
