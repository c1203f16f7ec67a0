package io.automedia.textanalysis;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// What can be counted in a text. Two Chinese or Japanese characters count as a word.
///
/// @param words how many words there are outside links, mentions and hashtags
/// @param variety distinct words by all words, from 0 to 1
/// @param shouting words of four or more letters in capitals by all such words
/// @param entities hashtags, mentions and links
/// @param emoji how many
/// @param stretched runs of four or more of the same sign or letter
/// @param proseShare letters, digits and blanks by all characters that are not in links or mentions
record TextMeasures(
        int words,
        double variety,
        double shouting,
        int entities,
        int emoji,
        int stretched,
        double proseShare,
        boolean repost) {

    static TextMeasures of(PreparedText text) {
        Counter counter = new Counter();
        text.tokens().forEach(counter::count);
        Entities found = text.entities();
        int entities = found.hashtags().size()
                + found.mentions().size()
                + found.links().size();
        return counter.measures(entities, stretched(text.text()), isRepost(text.text()));
    }

    private static boolean isRepost(String text) {
        return text.startsWith("RT @") || text.startsWith("转发微博") || text.startsWith("//@");
    }

    private static int stretched(String text) {
        int runs = 0;
        int length = 1;
        for (int position = 1; position < text.length(); position++) {
            char character = text.charAt(position);
            length = character == text.charAt(position - 1) && !Character.isWhitespace(character) ? length + 1 : 1;
            if (length == 4) {
                runs++;
            }
        }
        return runs;
    }

    private static final class Counter {
        private final Set<String> distinct = new HashSet<>();
        private int alphabetic;
        private int cjkWords;
        private int longWords;
        private int shouted;
        private int emoji;
        private int prose;
        private int signs;

        void count(Token token) {
            int length = token.text().length();
            switch (token.kind()) {
                case WORD -> countWord(token.text());
                case CJK -> countCjk(token.text());
                case EMOJI -> emoji++;
                case NUMBER, HASHTAG -> prose += length;
                case SIGN -> signs++;
            }
        }

        private void countWord(String word) {
            alphabetic++;
            prose += word.length() + 1;
            distinct.add(word.toLowerCase(Locale.ROOT));
            if (word.length() >= 4) {
                longWords++;
                if (word.equals(word.toUpperCase(Locale.ROOT)) && !word.equals(word.toLowerCase(Locale.ROOT))) {
                    shouted++;
                }
            }
        }

        private void countCjk(String run) {
            prose += run.length();
            for (int position = 0; position < run.length(); position += 2) {
                cjkWords++;
                distinct.add(run.substring(position, Math.min(run.length(), position + 2)));
            }
        }

        TextMeasures measures(int entities, int stretched, boolean repost) {
            int words = alphabetic + cjkWords;
            int all = prose + signs + 2 * emoji;
            return new TextMeasures(
                    words,
                    words == 0 ? 0 : (double) distinct.size() / words,
                    longWords == 0 ? 0 : (double) shouted / longWords,
                    entities,
                    emoji,
                    stretched,
                    all == 0 ? 0 : (double) prose / all,
                    repost);
        }
    }
}
