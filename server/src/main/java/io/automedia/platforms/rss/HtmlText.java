package io.automedia.platforms.rss;

import io.automedia.content.Content.Link;
import io.automedia.content.Content.Media;
import io.automedia.platforms.rss.FeedEntry.Words;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/// The words of HTML with their paragraphs, and what it links to and shows. Scripts, styles, frames and forms are
/// left out.
///
/// @param images without those of one pixel that only count readers
record HtmlText(String text, List<Link> links, List<Media> images) {
    private static final int LONGEST = 200_000;
    private static final int LONGEST_MARKUP = 500_000;
    private static final int LONGEST_LINE = 2_000;
    private static final int MOST = 50;
    private static final int DEEPEST = 256;
    private static final String NO_WORDS =
            "script, style, template, noscript, iframe, object, embed, svg, math, form, button, select, head";
    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "dl",
            "blockquote",
            "pre",
            "table",
            "figure",
            "section",
            "article",
            "header",
            "footer",
            "aside",
            "hr",
            "details");
    private static final Set<String> LINES = Set.of("div", "li", "tr", "dt", "dd", "figcaption", "summary", "caption");

    HtmlText {
        links = List.copyOf(links);
        images = List.copyOf(images);
    }

    static HtmlText of(Words words, URI base) {
        if (!words.isMarkup()) {
            return new HtmlText(plain(words.written()), List.of(), List.of());
        }
        Document document = Jsoup.parse(
                cut(words.written(), LONGEST_MARKUP), "", Parser.htmlParser().setMaxDepth(DEEPEST));
        document.select(NO_WORDS).remove();
        Typesetter typesetter = new Typesetter();
        document.body().traverse(typesetter);
        return new HtmlText(typesetter.text.toString().strip(), links(document, base), images(document, base));
    }

    /// All of it on one line.
    static String line(Words words, URI base) {
        Words beginning = new Words(cut(words.written(), LONGEST_LINE), words.isMarkup());
        return of(beginning, base).text().replaceAll("\\s+", " ");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static String plain(String written) {
        return cut(written, LONGEST)
                .replaceAll("[ \\t\\u00a0]+", " ")
                .replaceAll(" ?\\r?\\n ?", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static List<Link> links(Document document, URI base) {
        Map<String, Link> links = new LinkedHashMap<>();
        for (Element anchor : document.select("a[href]")) {
            String url = anchor.attr("href").startsWith("#") ? null : Links.resolved(base, anchor.attr("href"));
            if (url != null && links.size() < MOST) {
                String title = anchor.text();
                links.putIfAbsent(url, new Link(url, title.isEmpty() ? null : title, null, null, null));
            }
        }
        return new ArrayList<>(links.values());
    }

    private static List<Media> images(Document document, URI base) {
        List<Media> images = new ArrayList<>();
        for (Element image : document.select("img")) {
            String source = image.hasAttr("data-src") ? image.attr("data-src") : image.attr("src");
            String url = Links.resolved(base, source);
            Integer width = pixels(image.attr("width"));
            Integer height = pixels(image.attr("height"));
            boolean counts = (width != null && width <= 2) || (height != null && height <= 2);
            if (url != null && !counts && images.size() < MOST) {
                String alt = image.attr("alt");
                images.add(new Media(url, "image", width, height, alt.isEmpty() ? null : alt, null, null));
            }
        }
        return images;
    }

    private static @Nullable Integer pixels(String written) {
        return written.matches("\\d{1,5}(px)?") ? Integer.valueOf(written.replace("px", "")) : null;
    }

    /// Writes down words as they come by, with at most one empty line between them.
    private static final class Typesetter implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        private int breaks;
        private boolean isSpace;
        private int preformatted;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                if (preformatted > 0) {
                    writeLines(words.getWholeText());
                } else {
                    write(words.getWholeText());
                }
            } else if (node instanceof Element element) {
                open(element.normalName());
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                String name = element.normalName();
                preformatted -= name.equals("pre") ? 1 : 0;
                breakFor(name);
            }
        }

        private void open(String name) {
            breakFor(name);
            switch (name) {
                case "br" -> breaks = Math.min(2, breaks + 1);
                case "li" -> write("- ");
                case "td", "th" -> isSpace = true;
                case "pre" -> preformatted++;
                default -> {}
            }
        }

        private void breakFor(String name) {
            if (PARAGRAPHS.contains(name)) {
                breaks = 2;
            } else if (LINES.contains(name)) {
                breaks = Math.max(1, breaks);
            }
        }

        private void writeLines(String words) {
            String[] lines = words.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                breaks = i > 0 ? Math.min(2, breaks + 1) : breaks;
                write(lines[i]);
            }
        }

        private void write(String words) {
            for (int i = 0; i < words.length() && text.length() < LONGEST; i++) {
                char c = words.charAt(i);
                if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                    isSpace = true;
                } else if (!Character.isISOControl(c)) {
                    separate();
                    text.append(c);
                }
            }
        }

        private void separate() {
            if (!text.isEmpty() && breaks > 0) {
                text.append("\n".repeat(breaks));
            } else if (!text.isEmpty() && isSpace) {
                text.append(' ');
            }
            breaks = 0;
            isSpace = false;
        }
    }
}
