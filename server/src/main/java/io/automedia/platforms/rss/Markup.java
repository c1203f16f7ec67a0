package io.automedia.platforms.rss;

import java.util.regex.Pattern;

/// Tells HTML from plain text in fields that may hold either.
final class Markup {
    private static final Pattern ANY =
            Pattern.compile("<[a-zA-Z/!]|&(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});");
    /// In a title an element is more often talked about than used.
    private static final Pattern IN_TITLES =
            Pattern.compile("(?i)</?(?:b|i|u|em|strong|span|a|code|sup|sub|br|small|font|cite|q)\\b[^<>]{0,200}>"
                    + "|&(?:[a-z]{2,8}|#[0-9]{1,7}|#x[0-9a-f]{1,6});");

    private Markup() {}

    static boolean isLikely(String text) {
        return ANY.matcher(text).find();
    }

    static boolean isLikelyTitle(String text) {
        return IN_TITLES.matcher(text).find();
    }
}
