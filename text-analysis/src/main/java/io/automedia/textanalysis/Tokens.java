package io.automedia.textanalysis;

import io.automedia.textanalysis.Entities.Hashtag;
import io.automedia.textanalysis.Entities.Link;
import io.automedia.textanalysis.Entities.Mention;
import io.automedia.textanalysis.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Splits a text into tokens, leaving links and mentions out.
final class Tokens {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Entities entities;
    private int nextHashtag;
    private int nextMention;
    private int nextLink;

    private Tokens(String text, Entities entities) {
        this.text = text;
        this.entities = entities;
    }

    static List<Token> of(String text, Entities entities) {
        Tokens tokens = new Tokens(text, entities);
        int position = 0;
        while (position < text.length()) {
            position = tokens.step(position);
        }
        return tokens.tokens;
    }

    private int step(int position) {
        int skipped = skipEntity(position);
        if (skipped > position) {
            return skipped;
        }
        int codePoint = text.codePointAt(position);
        if (CjkCharacters.isHan(codePoint) || CjkCharacters.isKana(codePoint)) {
            return add(position, endOfCjk(position), Kind.CJK);
        }
        if (Character.isLetter(codePoint)) {
            return add(position, endOfWord(position), Kind.WORD);
        }
        if (Character.isDigit(codePoint)) {
            return add(position, endOfNumber(position), Kind.NUMBER);
        }
        int end = position + Character.charCount(codePoint);
        if (Character.isEmojiPresentation(codePoint)
                || (Character.isExtendedPictographic(codePoint) && codePoint > 0xFF)) {
            return add(position, end, Kind.EMOJI);
        }
        return isInvisible(codePoint) ? end : add(position, end, Kind.SIGN);
    }

    private static boolean isInvisible(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || type == Character.FORMAT
                || type == Character.CONTROL
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || (type == Character.MODIFIER_SYMBOL && codePoint > 0xFF);
    }

    private int add(int start, int end, Kind kind) {
        tokens.add(new Token(text.substring(start, end), start, end, kind));
        return end;
    }

    private int skipEntity(int position) {
        if (nextLink < entities.links().size()) {
            Link link = entities.links().get(nextLink);
            if (link.start() == position) {
                nextLink++;
                return Math.min(text.length(), link.end());
            }
        }
        if (nextMention < entities.mentions().size()) {
            Mention mention = entities.mentions().get(nextMention);
            if (mention.start() == position) {
                nextMention++;
                return Math.min(text.length(), mention.end());
            }
        }
        return addHashtag(position);
    }

    private int addHashtag(int position) {
        if (nextHashtag == entities.hashtags().size()) {
            return position;
        }
        Hashtag hashtag = entities.hashtags().get(nextHashtag);
        if (hashtag.start() != position) {
            return position;
        }
        nextHashtag++;
        int end = Math.min(text.length(), hashtag.end());
        tokens.add(new Token(hashtag.text(), position, end, Kind.HASHTAG));
        return end;
    }

    private int endOfCjk(int start) {
        int position = start;
        while (position < text.length() && !startsEntity(position)) {
            int codePoint = text.codePointAt(position);
            if (!CjkCharacters.isHan(codePoint) && !CjkCharacters.isKana(codePoint)) {
                break;
            }
            position += Character.charCount(codePoint);
        }
        return position;
    }

    private int endOfWord(int start) {
        int position = start;
        while (position < text.length() && !(position > start && startsEntity(position))) {
            int codePoint = text.codePointAt(position);
            if (!continuesWord(codePoint) && !joinsWord(codePoint, position)) {
                break;
            }
            position += Character.charCount(codePoint);
        }
        return position;
    }

    private static boolean continuesWord(int codePoint) {
        if (CjkCharacters.isHan(codePoint) || CjkCharacters.isKana(codePoint)) {
            return false;
        }
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || (type == Character.NON_SPACING_MARK && codePoint < 0xFE00)
                || type == Character.COMBINING_SPACING_MARK
                || codePoint == 0x200C
                || codePoint == 0x200D;
    }

    private boolean joinsWord(int codePoint, int position) {
        boolean joint = codePoint == '\'' || codePoint == '’' || codePoint == '-';
        return joint && position + 1 < text.length() && Character.isLetterOrDigit(text.codePointAt(position + 1));
    }

    private int endOfNumber(int start) {
        int position = start;
        while (position < text.length() && !(position > start && startsEntity(position))) {
            char character = text.charAt(position);
            boolean separator = character == '.' || character == ',' || character == ':';
            boolean more = position + 1 < text.length() && Character.isDigit(text.charAt(position + 1));
            if (!Character.isDigit(character) && !(separator && more)) {
                break;
            }
            position++;
        }
        return position;
    }

    private boolean startsEntity(int position) {
        return nextLink < entities.links().size()
                && entities.links().get(nextLink).start() == position;
    }
}
