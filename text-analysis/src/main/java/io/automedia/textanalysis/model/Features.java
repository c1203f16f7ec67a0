package io.automedia.textanalysis.model;

import java.util.Arrays;

/// A bag of hashed features: filled, then sorted and counted. Reusable, not thread-safe.
public final class Features {
    private int[] hashes = new int[4096];
    private int[] counts = new int[4096];
    private int size;

    public void clear() {
        size = 0;
    }

    /// Adds one occurrence of the feature with this hash.
    public void add(int hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = hash;
    }

    /// Keeps the top `bits` bits of each hash and merges equal ones; afterwards `bucket` and `count` may be
    /// asked.
    public void mergeInto(int bits) {
        for (int index = 0; index < size; index++) {
            hashes[index] >>>= 32 - bits;
        }
        Arrays.sort(hashes, 0, size);
        if (counts.length < size) {
            counts = new int[hashes.length];
        }
        int distinct = 0;
        for (int index = 0; index < size; index++) {
            if (distinct > 0 && hashes[distinct - 1] == hashes[index]) {
                counts[distinct - 1]++;
            } else {
                hashes[distinct] = hashes[index];
                counts[distinct++] = 1;
            }
        }
        size = distinct;
    }

    public int size() {
        return size;
    }

    public int bucket(int index) {
        return hashes[index];
    }

    public int count(int index) {
        return counts[index];
    }
}
