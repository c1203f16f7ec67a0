package io.automedia.textanalysis.model;

import java.util.Arrays;

/// A text as the models see it: lower case, plain punctuation, one blank between words and at both ends, `http`
/// for every link, `@user` for every mention, `0` for every digit, at most three of the same character in a
/// row. Folding is a single pass, linear in the length of the text, and never fails.
public final class FoldedText {
    private static final String LINK = "http";
    private static final String MENTION = "@user";
    private static final int LONGEST_RUN = 3;

    private char[] characters;
    private int length;

    private FoldedText(int capacity) {
        characters = new char[capacity];
    }

    /// Folds the first `limit` UTF-16 units of the text.
    public static FoldedText of(String text, int limit) {
        int end = Math.min(text.length(), limit);
        FoldedText folded = new FoldedText(end + 16);
        folded.append(' ');
        int position = 0;
        while (position < end) {
            position = folded.fold(text, position, end);
        }
        folded.append(' ');
        return folded;
    }

    public int length() {
        return length;
    }

    public char charAt(int index) {
        return characters[index];
    }

    @Override
    public String toString() {
        return new String(characters, 0, length);
    }

    /// Appends what stands at `position` and returns the position after it.
    private int fold(String text, int position, int end) {
        char character = text.charAt(position);
        if (character == 'h' || character == 'H' || character == 'w' || character == 'W') {
            int linkEnd = Links.endOf(text, position, end);
            if (linkEnd > position) {
                append(LINK);
                return linkEnd;
            }
        } else if (character == '@' || character == '＠') {
            int nameEnd = endOfName(text, position + 1, end);
            if (nameEnd > position + 1) {
                append(MENTION);
                return nameEnd;
            }
        } else if (character == '&') {
            int entityEnd = appendCharacterEntity(text, position);
            if (entityEnd > position) {
                return entityEnd;
            }
        }
        append(foldCharacter(character));
        return position + 1;
    }

    private static int endOfName(String text, int start, int end) {
        int position = start;
        while (position < end && isNameCharacter(text.charAt(position))) {
            position++;
        }
        return position;
    }

    private static boolean isNameCharacter(char character) {
        return character == '_' || Character.isLetterOrDigit(character);
    }

    private int appendCharacterEntity(String text, int position) {
        for (CharacterEntity entity : CharacterEntity.values()) {
            if (text.startsWith(entity.written, position)) {
                append(entity.meant);
                return position + entity.written.length();
            }
        }
        return position;
    }

    private static char foldCharacter(char character) {
        if (character < 128) {
            return foldAscii(character);
        }
        if (character >= '！' && character <= '～') {
            return foldAscii((char) (character - '！' + '!'));
        }
        return switch (character) {
            case '’', '‘', '`', '´' -> '\'';
            case '“', '”', '«', '»', '„' -> '"';
            case '–', '—' -> '-';
            case '\uFE0F', '\u200B', '\u200C', '\u200D', '\uFEFF', '\u200E', '\u200F', '\u00AD' -> 0;
            default -> foldOther(character);
        };
    }

    private static char foldAscii(char character) {
        if (character >= 'A' && character <= 'Z') {
            return (char) (character + 32);
        }
        if (character >= '0' && character <= '9') {
            return '0';
        }
        return character <= ' ' || character == 127 ? ' ' : character;
    }

    private static char foldOther(char character) {
        if (Character.isDigit(character)) {
            return '0';
        }
        return Character.isWhitespace(character) || Character.isSpaceChar(character)
                ? ' '
                : Character.toLowerCase(character);
    }

    private void append(String text) {
        for (int index = 0; index < text.length(); index++) {
            append(text.charAt(index));
        }
    }

    /// A zero stands for a character that means nothing and is left out.
    private void append(char character) {
        if (character == 0 || isRepeatedTooOften(character)) {
            return;
        }
        if (length == characters.length) {
            characters = Arrays.copyOf(characters, length * 2);
        }
        characters[length++] = character;
    }

    private boolean isRepeatedTooOften(char character) {
        int allowed = character == ' ' ? 1 : LONGEST_RUN;
        if (length < allowed) {
            return false;
        }
        for (int back = 1; back <= allowed; back++) {
            if (characters[length - back] != character) {
                return false;
            }
        }
        return true;
    }

    private enum CharacterEntity {
        AMPERSAND("&amp;", '&'),
        LESS("&lt;", '<'),
        GREATER("&gt;", '>'),
        QUOTE("&quot;", '"'),
        APOSTROPHE("&#39;", '\''),
        BLANK("&nbsp;", ' ');

        private final String written;
        private final char meant;

        CharacterEntity(String written, char meant) {
            this.written = written;
            this.meant = meant;
        }
    }
}
