package io.automedia.textanalysis;

import java.util.Locale;
import java.util.Set;

/// Where a link ends; see [EntityExtractor] for the rules.
final class LinkScanner {
    private static final String SCHEME_END = "://";
    private static final int LONGEST_HOST = 253;
    private static final String CLOSING_PUNCTUATION = ".,:;!?'*_~-=&";
    private static final String NOT_IN_LINKS = "<>\"`{}|\\^";

    /// Enough to know a host from two words that a dot joins by mistake.
    private static final Set<String> COMMON_DOMAINS = Set.of(
            "com", "org", "net", "edu", "gov", "io", "app", "dev", "info", "tv", "ly", "gl", "eu", "uk", "de", "fr",
            "es", "it", "br", "jp", "cn", "ru", "nl", "ca", "au", "ch", "blog", "news", "shop", "xyz", "social");

    /// These are also words or abbreviations: a bare host under any other domain needs a path to be a link.
    private static final Set<String> PLAIN_DOMAINS =
            Set.of("com", "org", "net", "edu", "gov", "io", "app", "dev", "info", "tv", "blog", "xyz");

    private LinkScanner() {}

    static boolean isHostCharacter(char character) {
        return character < 128 && (Character.isLetterOrDigit(character) || character == '-' || character == '.');
    }

    static boolean startsRun(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }

    /// Where a link would begin in the run: at a scheme after its last dot or hyphen (`see.http://…`), or at
    /// its beginning.
    static int startOf(String text, int start, int runEnd) {
        if (!text.startsWith(SCHEME_END, runEnd)) {
            return start;
        }
        int position = runEnd;
        while (position > start && Character.isLetterOrDigit(text.charAt(position - 1))) {
            position--;
        }
        return position;
    }

    /// The end of the run of letters, digits, dots and hyphens that begins at `start`.
    static int endOfRun(String text, int start) {
        int position = start + 1;
        while (position < text.length() && isHostCharacter(text.charAt(position))) {
            position++;
        }
        return position;
    }

    /// The position after the link that begins with the run from `start` to `runEnd`, or `start` if there is
    /// none.
    static int endOf(String text, int start, int runEnd) {
        if (isScheme(text, start, runEnd)) {
            return endOfHostAndPath(text, start, runEnd + SCHEME_END.length());
        }
        boolean afterWordOrSign = start > 0 && isPartOfWord(text.codePointBefore(start));
        return !afterWordOrSign && isBareHost(text, start, runEnd) ? endOfPath(text, start, runEnd) : start;
    }

    private static boolean isScheme(String text, int start, int runEnd) {
        return text.startsWith(SCHEME_END, runEnd)
                && (endsWithWord(text, start, runEnd, "http") || endsWithWord(text, start, runEnd, "https"));
    }

    private static boolean endsWithWord(String text, int start, int runEnd, String word) {
        return runEnd - start == word.length() && text.regionMatches(true, start, word, 0, word.length());
    }

    private static int endOfHostAndPath(String text, int start, int hostStart) {
        int hostEnd = hostStart;
        while (hostEnd < text.length() && isHostCharacter(text.charAt(hostEnd))) {
            hostEnd++;
        }
        int dot = text.substring(hostStart, hostEnd).indexOf('.');
        boolean host = dot > 0 && dot < hostEnd - hostStart - 1;
        return host ? endOfPath(text, start, hostEnd) : start;
    }

    private static boolean isPartOfWord(int codePoint) {
        return codePoint == '@'
                || codePoint == '_'
                || codePoint == '/'
                || codePoint == '$'
                || (Character.isLetterOrDigit(codePoint) && !CjkCharacters.isCjk(codePoint));
    }

    private static boolean isBareHost(String text, int start, int runEnd) {
        int end = runEnd;
        while (end > start && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
            end--;
        }
        String host = text.substring(start, end);
        int lastDot = host.lastIndexOf('.');
        if (lastDot <= 0 || host.length() > LONGEST_HOST || host.contains("..")) {
            return false;
        }
        String domain = host.substring(lastDot + 1).toLowerCase(Locale.ROOT);
        boolean hasPath = end == runEnd && end < text.length() && text.charAt(end) == '/';
        return host.regionMatches(true, 0, "www.", 0, 4)
                ? domain.length() > 1 && lastDot > 3
                : PLAIN_DOMAINS.contains(domain) || (hasPath && COMMON_DOMAINS.contains(domain));
    }

    /// Goes on through port, path, query and fragment, then gives back what is only punctuation around the
    /// link.
    private static int endOfPath(String text, int start, int hostEnd) {
        int end = hostEnd;
        if (end < text.length() && "/:?#".indexOf(text.charAt(end)) >= 0) {
            while (end < text.length() && isLinkCharacter(text.charAt(end))) {
                end++;
            }
        }
        return withoutClosingPunctuation(text, start, end);
    }

    private static boolean isLinkCharacter(char character) {
        if (character < 128) {
            return character > ' ' && character < 127 && NOT_IN_LINKS.indexOf(character) < 0;
        }
        return (character >= 'À' && character <= 'ɏ') || (character >= 'Ѐ' && character <= 'ӿ');
    }

    private static int withoutClosingPunctuation(String text, int start, int end) {
        int round = balance(text, start, end, '(', ')');
        int square = balance(text, start, end, '[', ']');
        int position = end;
        while (position > start) {
            char last = text.charAt(position - 1);
            if (last == ')' && round < 0) {
                round++;
            } else if (last == ']' && square < 0) {
                square++;
            } else if (CLOSING_PUNCTUATION.indexOf(last) < 0) {
                break;
            }
            position--;
        }
        return position;
    }

    private static int balance(String text, int start, int end, char opening, char closing) {
        int balance = 0;
        for (int position = start; position < end; position++) {
            char character = text.charAt(position);
            if (character == opening) {
                balance++;
            } else if (character == closing) {
                balance--;
            }
        }
        return balance;
    }
}
