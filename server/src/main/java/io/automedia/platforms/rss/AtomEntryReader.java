package io.automedia.platforms.rss;

import io.automedia.platforms.rss.FeedEntry.Author;
import io.automedia.platforms.rss.FeedEntry.Words;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// An `entry` of Atom 1.0 or 0.3.
record AtomEntryReader(XmlNames names) implements XmlEntryReader {
    @Override
    public FeedEntry read(Element entry, URI base) {
        XmlFields fields = new XmlFields(entry, names);
        String link = Links.resolved(base, link(fields));
        return new FeedEntry(
                fields.text("id"),
                link,
                words(fields.first("title")),
                body(fields),
                author(fields, base),
                categories(fields),
                fields.text("published", "issued", "created", "updated", "modified", "dc:date"),
                fields.text("updated", "modified"),
                EntryMedia.of(fields, base),
                XmlFields.attribute(entry, "xml:lang"),
                EntryCounters.of(fields),
                null,
                link == null ? base : URI.create(link));
    }

    private static @Nullable String link(XmlFields fields) {
        String any = null;
        for (Element link : fields.all("link")) {
            String rel = link.attr("rel");
            String target = XmlFields.attribute(link, "href");
            if (target != null && (rel.isEmpty() || rel.equals("alternate"))) {
                if (link.attr("type").isEmpty() || link.attr("type").contains("html")) {
                    return target;
                }
                any = any == null ? target : any;
            }
        }
        if (any == null) {
            Element content = fields.first("content");
            return content == null ? null : XmlFields.attribute(content, "src");
        }
        return any;
    }

    private static Words body(XmlFields fields) {
        for (String name : List.of("content", "summary")) {
            Words words = words(fields.first(name));
            if (!words.isBlank()) {
                return words;
            }
        }
        Element group = fields.first("media:group");
        String description = (group == null ? fields : fields.in(group)).text("media:description");
        return description == null ? Words.NONE : new Words(description, false);
    }

    private static Words words(@Nullable Element element) {
        if (element == null) {
            return Words.NONE;
        }
        String type = element.attr("type").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "xhtml", "application/xhtml+xml" -> new Words(element.html(), true);
            case "html", "text/html" ->
                new Words(element.firstElementChild() == null ? XmlFields.text(element) : element.html(), true);
            case "", "text", "text/plain" ->
                element.firstElementChild() == null
                        ? new Words(
                                XmlFields.text(element),
                                type.isEmpty() && Markup.isLikelyTitle(XmlFields.text(element)))
                        : new Words(element.html(), true);
            default -> type.startsWith("text/") ? new Words(XmlFields.text(element), false) : Words.NONE;
        };
    }

    private static Author author(XmlFields fields, URI base) {
        Element author = fields.first("author", "contributor");
        if (author == null) {
            String creator = fields.text("dc:creator");
            return creator == null ? Author.UNKNOWN : new Author(creator, null, null);
        }
        XmlFields about = fields.in(author);
        return new Author(about.text("name"), Links.resolved(base, about.text("uri", "url")), null);
    }

    private static List<String> categories(XmlFields fields) {
        List<String> categories = new ArrayList<>();
        for (Element category : fields.all("category")) {
            String label = XmlFields.attribute(category, "label");
            categories.add(label == null ? category.attr("term").strip() : label);
        }
        fields.all("dc:subject").forEach(subject -> categories.add(XmlFields.text(subject)));
        return categories;
    }
}
