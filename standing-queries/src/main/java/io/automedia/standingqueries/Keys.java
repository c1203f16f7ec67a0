package io.automedia.standingqueries;

/// Hashes of tokens and keys of token sequences: 64 bits, seeded so that nobody outside can make two collide.
final class Keys {
    static final long ROOT = 0x9E3779B97F4A7C15L;

    private Keys() {}

    static long hash(long seed, char[] text, int from, int to) {
        long hash = seed;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * 0xD6E8FEB86659FD93L;
            hash ^= hash >>> 31;
        }
        return hash;
    }

    static long hash(long seed, String text) {
        char[] characters = text.toCharArray();
        return hash(seed, characters, 0, characters.length);
    }

    /// The key of a sequence that goes on from `parent` with one more token; never 0, which marks a free place.
    static long child(long parent, long tokenHash) {
        long key = (parent * 0xFF51AFD7ED558CCDL) ^ tokenHash;
        key ^= key >>> 32;
        key *= 0xC4CEB9FE1A85EC53L;
        key ^= key >>> 29;
        return key == 0 ? 1 : key;
    }
}
