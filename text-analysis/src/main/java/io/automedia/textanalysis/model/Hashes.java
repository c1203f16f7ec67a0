package io.automedia.textanalysis.model;

/// Hashing of features: FNV-1a for a sequence of characters, and a finaliser that spreads it.
final class Hashes {
    static final int SEED = 0x811C9DC5;
    static final int PRIME = 0x01000193;

    private Hashes() {}

    /// Spreads a hash over all its bits (the finaliser of MurmurHash3).
    static int mix(int hash) {
        int mixed = hash;
        mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        return mixed ^ (mixed >>> 16);
    }
}
