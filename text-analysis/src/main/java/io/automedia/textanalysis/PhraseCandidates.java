package io.automedia.textanalysis;

import io.automedia.textanalysis.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Candidates in languages that put blanks between words, and runs of katakana or kanji in Japanese.
final class PhraseCandidates {
    private static final int LONGEST_PHRASE = 3;
    private static final double CAPITAL = 1.4;
    private static final double FIRST = 1.3;

    private final StopWords stopWords;
    private final WordRarity rarity;

    PhraseCandidates(StopWords stopWords, WordRarity rarity) {
        this.stopWords = stopWords;
        this.rarity = rarity;
    }

    void collect(PreparedText text, String language, CandidateWeights weights) {
        Set<String> stops = stopWords.of(language);
        List<Candidate> run = new ArrayList<>();
        boolean sentenceStart = true;
        int previousEnd = 0;
        for (Token token : text.tokens()) {
            boolean adjacent = isBlank(text.text(), previousEnd, token.start());
            if (!adjacent || !isCandidate(token, stops)) {
                flush(run, weights);
            }
            if (isCandidate(token, stops)) {
                run.add(candidate(token, language, sentenceStart, text.text().length()));
            }
            sentenceStart = token.kind() == Kind.SIGN && endsSentence(token.text());
            previousEnd = token.end();
        }
        flush(run, weights);
    }

    private static boolean endsSentence(String sign) {
        return ".!?…:\"“".contains(sign);
    }

    private static boolean isBlank(String text, int previousEnd, int next) {
        if (previousEnd > next || next - previousEnd > 2) {
            return false;
        }
        String between = text.substring(previousEnd, next);
        return between.isBlank() && between.indexOf('\n') < 0;
    }

    private static boolean isCandidate(Token token, Set<String> stops) {
        if (token.kind() != Kind.WORD) {
            return false;
        }
        String word = bare(token.text());
        boolean longEnough = word.codePointCount(0, word.length()) >= (isCapitals(word) ? 2 : 3)
                || (word.length() >= 2 && word.charAt(0) > 0x2FF);
        return longEnough && word.length() <= 40 && !stops.contains(word.toLowerCase(Locale.ROOT));
    }

    /// Without the English genitive, and with one kind of apostrophe.
    private static String bare(String word) {
        String plain = word.replace('’', '\'');
        return plain.endsWith("'s") || plain.endsWith("'S") ? plain.substring(0, plain.length() - 2) : plain;
    }

    private static boolean isCapitals(String word) {
        return word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
    }

    private Candidate candidate(Token token, String language, boolean sentenceStart, int length) {
        String word = bare(token.text());
        String lower = word.toLowerCase(Locale.ROOT);
        boolean capital = Character.isUpperCase(word.codePointAt(0)) && !sentenceStart;
        boolean genitive = word.length() < token.text().length();
        double place = 1 + (FIRST - 1) * (1 - (double) token.start() / length);
        double weight = rarity.of(lower, language) * place * (capital && !language.equals("de") ? CAPITAL : 1);
        return new Candidate(lower, weight, capital, genitive);
    }

    /// Each word for itself, and each phrase; a phrase of names weighs more than its words, another one a
    /// little less than its best word unless it comes again.
    private static void flush(List<Candidate> run, CandidateWeights weights) {
        for (int start = 0; start < run.size(); start++) {
            StringBuilder phrase = new StringBuilder();
            double sum = 0;
            boolean names = true;
            for (int end = start; end < Math.min(run.size(), start + LONGEST_PHRASE); end++) {
                Candidate candidate = run.get(end);
                phrase.append(end == start ? "" : " ").append(candidate.word());
                sum += candidate.weight();
                names &= candidate.capital();
                int words = end - start + 1;
                double mean = sum / words;
                weights.add(phrase.toString(), words == 1 ? mean : mean * (names ? 1 + 0.25 * (words - 1) : 0.85));
                if (candidate.genitive()) {
                    break;
                }
            }
        }
        run.clear();
    }

    private record Candidate(String word, double weight, boolean capital, boolean genitive) {}
}
