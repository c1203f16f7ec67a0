package io.automedia.textanalysis;

import io.automedia.textanalysis.model.WordCutter;
import java.util.List;
import java.util.Set;

/// Candidates in runs of Chinese characters: words of two or more, and what remains between known words if it
/// could be a name.
final class ChineseCandidates {
    private static final int LONGEST_NAME = 3;
    private static final double NAME = 0.5;
    private static final double FIRST = 1.2;

    private final WordCutter words;
    private final Set<String> stopWords;

    ChineseCandidates(WordCutter words, Set<String> stopWords) {
        this.words = words;
        this.stopWords = stopWords;
    }

    void collect(PreparedText text, CandidateWeights weights) {
        for (Token token : text.tokens()) {
            if (token.kind() == Token.Kind.CJK) {
                double place = 1
                        + (FIRST - 1)
                                * (1 - (double) token.start() / text.text().length());
                if (token.text().codePoints().anyMatch(CjkCharacters::isKana)) {
                    collectJapanese(token.text(), place, weights);
                } else {
                    collectRun(words.cut(token.text()), place, weights);
                }
            }
        }
    }

    private void collectRun(List<String> cut, double place, CandidateWeights weights) {
        StringBuilder name = new StringBuilder();
        for (String word : cut) {
            if (word.length() == 1 && !stopWords.contains(word)) {
                name.append(word);
                continue;
            }
            addName(name, place, weights);
            if (word.length() > 1 && !isStop(word)) {
                weights.add(word, place * words.rarity(word));
            }
        }
        addName(name, place, weights);
    }

    private static void addName(StringBuilder name, double place, CandidateWeights weights) {
        if (name.length() >= 2 && name.length() <= LONGEST_NAME) {
            weights.add(name.toString(), place * NAME);
        }
        name.setLength(0);
    }

    private boolean isStop(String word) {
        return stopWords.contains(word)
                || stopWords.contains(word.substring(0, 1))
                || stopWords.contains(word.substring(word.length() - 1));
    }

    /// Kanji and katakana carry the meaning, hiragana the grammar.
    private static void collectJapanese(String run, double place, CandidateWeights weights) {
        int start = 0;
        for (int position = 0; position <= run.length(); position++) {
            boolean same = position > start
                    && position < run.length()
                    && kind(run.charAt(position)) == kind(run.charAt(position - 1));
            if (!same && position > start) {
                int length = position - start;
                if (kind(run.charAt(start)) != 0 && length >= 2 && length <= 12) {
                    weights.add(run.substring(start, position), place);
                }
                start = position;
            }
        }
    }

    private static int kind(char character) {
        if (CjkCharacters.isHan(character)) {
            return 1;
        }
        return character >= 0x30A0 && character <= 0x30FF ? 2 : 0;
    }
}
