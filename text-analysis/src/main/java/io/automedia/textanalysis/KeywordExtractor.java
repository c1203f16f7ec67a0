package io.automedia.textanalysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Finds the words and phrases that a text is about, from the text itself and what is known of its language: no
/// model of topics. Keywords are in lower case, so that those of many texts can be counted together.
/// Thread-safe.
///
/// Where words stand between blanks, candidates are runs of up to three words without stop words or signs
/// between them; a word's weight grows with its count, its rarity in the language, its place near the beginning
/// and a capital letter within a sentence. Chinese is first cut into words by how often they were seen
/// ([ChineseWords]). Names of hashtags count half as much again as a word.
public final class KeywordExtractor {

    /// How many keywords a text has at most.
    public static final int MOST = 8;

    private static final double LEAST_WEIGHT = 0.25;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private final PhraseCandidates phrases;
    private final ChineseCandidates chinese;

    private KeywordExtractor(PhraseCandidates phrases, ChineseCandidates chinese) {
        this.phrases = phrases;
        this.chinese = chinese;
    }

    /// Loads the shipped word lists from the class path.
    public static KeywordExtractor load() {
        StopWords stopWords = StopWords.load();
        return new KeywordExtractor(
                new PhraseCandidates(stopWords, WordRarity.load()),
                new ChineseCandidates(ChineseWords.load(), stopWords.of("zh")));
    }

    /// The keywords of the first [TextAnalyser#MODEL_LIMIT] units of a text in the language given as ISO 639-1
    /// code, the weightiest first.
    public List<Keyword> extract(String text, String language) {
        return extract(PreparedText.of(text, new EntityExtractor().extract(text), TextAnalyser.MODEL_LIMIT), language);
    }

    List<Keyword> extract(PreparedText text, String language) {
        CandidateWeights weights = new CandidateWeights();
        phrases.collect(text, language, weights);
        chinese.collect(text, weights);
        for (Token token : text.tokens()) {
            if (token.kind() == Token.Kind.HASHTAG) {
                weights.add(withSingleBlanks(token.text().toLowerCase(Locale.ROOT)), 1.5);
            }
        }
        return best(weights.candidates());
    }

    /// Hashtags between two signs may have any blanks inside.
    private static String withSingleBlanks(String hashtag) {
        return BLANKS.matcher(hashtag).replaceAll(" ").strip();
    }

    /// The weightiest candidates, without those that are part of a weightier one or have one as a part.
    private static List<Keyword> best(List<Keyword> candidates) {
        List<Keyword> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble(Keyword::weight).reversed().thenComparing(Keyword::text));
        List<Keyword> chosen = new ArrayList<>();
        for (Keyword candidate : sorted) {
            if (chosen.size() == MOST || candidate.weight() < LEAST_WEIGHT) {
                break;
            }
            if (chosen.stream().noneMatch(other -> overlap(other.text(), candidate.text()))) {
                chosen.add(candidate);
            }
        }
        return chosen;
    }

    /// Whether they have a word in common, or one is part of the other in a script without blanks.
    private static boolean overlap(String one, String other) {
        for (String word : one.split(" ", -1)) {
            for (String otherWord : other.split(" ", -1)) {
                if (word.equals(otherWord) || isPart(word, otherWord) || isPart(otherWord, word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isPart(String part, String whole) {
        return !part.isEmpty() && CjkCharacters.isCjk(part.codePointAt(0)) && whole.contains(part);
    }
}
