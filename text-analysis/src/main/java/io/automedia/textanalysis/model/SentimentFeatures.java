package io.automedia.textanalysis.model;

import java.util.Arrays;

/// What the sentiment models look at: character n-grams of the folded text, and n-grams of its words and signs.
public final class SentimentFeatures {
    private static final int WORD_SEED = 0x3C6EF372;

    private final int longestCharacters;
    private final int longestWords;
    private int[] wordHashes = new int[1024];
    private int words;

    SentimentFeatures(int longestCharacters, int longestWords) {
        this.longestCharacters = longestCharacters;
        this.longestWords = longestWords;
    }

    /// What the models look at in a language: a Chinese character tells more than a letter, so fewer of them
    /// are enough.
    public static SentimentFeatures forLanguage(String language) {
        return language.equals("zh") ? new SentimentFeatures(3, 0) : new SentimentFeatures(5, 3);
    }

    /// Adds the features of the text to the bag.
    public void collect(FoldedText text, Features features) {
        collectCharacters(text, features);
        if (longestWords > 0) {
            hashWords(text);
            collectWords(features);
        }
    }

    private void collectCharacters(FoldedText text, Features features) {
        int length = text.length();
        for (int start = 0; start < length; start++) {
            int hash = Hashes.SEED;
            int end = Math.min(length, start + longestCharacters);
            for (int position = start; position < end; position++) {
                hash = (hash ^ text.charAt(position)) * Hashes.PRIME;
                features.add(Hashes.mix(hash));
            }
        }
    }

    private void hashWords(FoldedText text) {
        words = 0;
        int position = 0;
        while (position < text.length()) {
            char first = text.charAt(position);
            if (first == ' ') {
                position++;
                continue;
            }
            boolean word = isWordCharacter(first);
            int hash = WORD_SEED;
            do {
                hash = (hash ^ text.charAt(position++)) * Hashes.PRIME;
            } while (position < text.length()
                    && text.charAt(position) != ' '
                    && isWordCharacter(text.charAt(position)) == word);
            appendWord(Hashes.mix(hash));
        }
    }

    private void appendWord(int hash) {
        if (words == wordHashes.length) {
            wordHashes = Arrays.copyOf(wordHashes, words * 2);
        }
        wordHashes[words++] = hash;
    }

    private void collectWords(Features features) {
        for (int start = 0; start < words; start++) {
            int hash = WORD_SEED;
            int end = Math.min(words, start + longestWords);
            for (int position = start; position < end; position++) {
                hash = (hash ^ wordHashes[position]) * 0x9E3779B1 + 0x7F4A7C15;
                features.add(Hashes.mix(hash));
            }
        }
    }

    private static boolean isWordCharacter(char character) {
        return character == '\''
                || character == '@'
                || character == '#'
                || character == '_'
                || Character.isLetterOrDigit(character);
    }
}
