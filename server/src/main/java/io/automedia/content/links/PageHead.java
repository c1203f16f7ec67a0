package io.automedia.content.links;

import io.automedia.outgoing.WebText;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// How a page calls itself in its head, for who shares it (`og:title`) or else for who opens it (`title`), each on one
/// line of plain text. Nothing beyond the head is looked at.
///
/// @param title null when it says none
/// @param description null when it says none
record PageHead(@Nullable String title, @Nullable String description) {
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int DEEPEST = 256;

    /// Also what turns the direction of what is written after it.
    private static final Pattern GAPS =
            Pattern.compile("[\\s\\p{Cc}\\p{Cs}\\p{Z}\\u202A-\\u202E\\u2066-\\u2069\\uFFFD]+");

    /// Reads the beginning of a page.
    ///
    /// @param contentType as its server says it
    static PageHead of(byte[] page, @Nullable String contentType) {
        Document document = Jsoup.parse(
                WebText.of(page, contentType), "", Parser.htmlParser().setMaxDepth(DEEPEST));
        Element head = document.head();
        Element title = head.selectFirst("title");
        return new PageHead(
                first(LONGEST_TITLE, meta(head, "og:title"), title == null ? null : title.text()),
                first(LONGEST_DESCRIPTION, meta(head, "og:description"), meta(head, "description")));
    }

    private static @Nullable String meta(Element head, String name) {
        for (Element meta : head.select("meta[content]")) {
            if (meta.attr("property").equalsIgnoreCase(name)
                    || meta.attr("name").equalsIgnoreCase(name)) {
                return meta.attr("content");
            }
        }
        return null;
    }

    private static @Nullable String first(int longest, @Nullable String... written) {
        for (String one : written) {
            String line = one == null ? "" : GAPS.matcher(one).replaceAll(" ").strip();
            if (!line.isEmpty()) {
                return line.length() <= longest ? line : cut(line, longest);
            }
        }
        return null;
    }

    private static String cut(String line, int longest) {
        int end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
        return line.substring(0, end).strip();
    }
}
