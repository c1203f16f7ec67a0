package io.automedia.platforms.rss;

import io.automedia.platforms.rss.FeedEntry.Author;
import io.automedia.platforms.rss.FeedEntry.Words;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// An `item` of RSS 0.9x, 1.0 or 2.0 with the usual modules.
record RssEntryReader(XmlNames names) implements XmlEntryReader {
    private static final Pattern NAME_IN_BRACKETS = Pattern.compile("\\(([^()]{1,200})\\)");

    @Override
    public FeedEntry read(Element item, URI base) {
        XmlFields fields = new XmlFields(item, names);
        Element guid = fields.first("guid");
        String id = guid == null ? null : emptyToNull(XmlFields.text(guid));
        String link = link(fields, guid, id, base);
        return new FeedEntry(
                id == null ? XmlFields.attribute(item, "rdf:about") : id,
                link,
                title(fields),
                body(fields),
                author(fields),
                categories(fields),
                fields.text("pubdate", "dc:date", "atom:published", "dcterms:created", "dcterms:issued"),
                fields.text("atom:updated", "dcterms:modified"),
                EntryMedia.of(fields, base),
                fields.text("dc:language"),
                EntryCounters.of(fields),
                Links.resolved(base, fields.text("comments")),
                link == null ? base : URI.create(link));
    }

    private static @Nullable String link(XmlFields fields, @Nullable Element guid, @Nullable String id, URI base) {
        for (Element link : fields.all("link")) {
            String target = XmlFields.attribute(link, "href");
            String resolved = Links.resolved(base, target == null ? XmlFields.text(link) : target);
            if (resolved != null) {
                return resolved;
            }
        }
        boolean isPermalink = guid != null
                && id != null
                && id.startsWith("http")
                && !guid.attr("isPermaLink").equalsIgnoreCase("false");
        return isPermalink ? Links.resolved(base, id) : null;
    }

    private static Words title(XmlFields fields) {
        Element title = fields.first("title", "media:title", "dc:title");
        if (title == null) {
            return Words.NONE;
        }
        Words words = XmlFields.words(title);
        boolean isMarkup = title.firstElementChild() != null || Markup.isLikelyTitle(words.written());
        return new Words(words.written(), isMarkup);
    }

    private static Words body(XmlFields fields) {
        for (String name : List.of("content:encoded", "description", "itunes:summary", "media:description", "body")) {
            Element element = fields.first(name);
            if (element != null && !XmlFields.text(element).isEmpty()) {
                return XmlFields.words(element);
            }
        }
        return Words.NONE;
    }

    private static Author author(XmlFields fields) {
        String name = fields.text("dc:creator", "author", "itunes:author", "media:credit");
        return name == null ? Author.UNKNOWN : new Author(name(name), null, null);
    }

    /// RSS wants an e-mail address with the name in brackets. The address is nobody's business.
    private static @Nullable String name(String written) {
        int at = written.indexOf('@');
        if (at < 0) {
            return written;
        }
        Matcher inBrackets = NAME_IN_BRACKETS.matcher(written);
        if (inBrackets.find()) {
            return inBrackets.group(1).strip();
        }
        int address = written.indexOf('<');
        return emptyToNull(written.substring(0, address > 0 ? address : at).strip());
    }

    private static List<String> categories(XmlFields fields) {
        List<String> categories = new ArrayList<>();
        for (String name : List.of("category", "dc:subject", "itunes:keywords", "media:keywords")) {
            for (Element category : fields.all(name)) {
                String text = XmlFields.text(category);
                categories.addAll(name.endsWith("keywords") ? List.of(text.split(",")) : List.of(text));
            }
        }
        return categories;
    }

    static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
