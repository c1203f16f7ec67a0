package io.automedia.standingqueries;

import java.util.Set;

/// Finds the links of a text (README, rule 2), so that nobody who watches `co` is shown every `t.co`.
final class Links {
    private static final Set<String> ENDINGS =
            Set.of("com", "org", "co", "ly", "be", "gl", "me", "tv", "cn", "uk", "gov", "edu");
    private static final int LONGEST_ENDING = 3;

    private final String text;
    private int start = -1;
    private int end;

    Links(String text) {
        this.text = text;
    }

    /// Moves on to the next link that starts at or after the end of the last; false if there is none.
    boolean next() {
        for (int at = end; at < text.length(); at++) {
            int found = switch (text.charAt(at)) {
                case ':' -> scheme(at);
                case '.' -> www(at);
                case '/' -> host(at);
                default -> -1;
            };
            if (found >= 0) {
                start = found;
                end = at + 1;
                while (end < text.length() && belongs(text.charAt(end))) {
                    end++;
                }
                return true;
            }
        }
        return false;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    private int scheme(int colon) {
        if (!text.startsWith("//", colon + 1)) {
            return -1;
        }
        for (String scheme : new String[] {"https", "http", "ftp"}) {
            int from = colon - scheme.length();
            if (from >= end && text.regionMatches(true, from, scheme, 0, scheme.length())) {
                return from;
            }
        }
        return -1;
    }

    private int www(int dot) {
        int from = dot - 3;
        boolean found = from >= end
                && text.regionMatches(true, from, "www", 0, 3)
                && (from == end || !inHost(text.charAt(from - 1)))
                && dot + 1 < text.length()
                && isAlphanumeric(text.charAt(dot + 1));
        return found ? from : -1;
    }

    private int host(int slash) {
        int label = labelStart(slash);
        if (slash - label > LONGEST_ENDING || !ENDINGS.contains(Filters.lower(text.substring(label, slash)))) {
            return -1;
        }
        int from = -1;
        while (label > end && text.charAt(label - 1) == '.') {
            int before = labelStart(label - 1);
            if (before == label - 1) {
                break;
            }
            from = before;
            label = before;
        }
        return from;
    }

    private int labelStart(int labelEnd) {
        int at = labelEnd;
        while (at > end && (isAlphanumeric(text.charAt(at - 1)) || text.charAt(at - 1) == '-')) {
            at--;
        }
        return at;
    }

    private static boolean inHost(char c) {
        return isAlphanumeric(c) || c == '-' || c == '.';
    }

    private static boolean isAlphanumeric(char c) {
        return CharacterClass.isLatinLetter(c) || CharacterClass.isDigit(c);
    }

    private static boolean belongs(char c) {
        return c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>';
    }
}
