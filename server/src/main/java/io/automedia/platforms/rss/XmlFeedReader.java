package io.automedia.platforms.rss;

import io.automedia.platforms.rss.Feed.About;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Reads RSS and Atom. The parser knows neither document types nor entities of a document's own, so that there is
/// nothing to expand or to fetch, and it goes on behind every mistake.
final class XmlFeedReader {
    private static final int MOST_TAGS = 1_000_000;
    private static final int DEEPEST = 200;
    private static final int MOST_DELETED = 1_000;
    private static final int END = 2_000;
    private static final Pattern ENTRY_TAG = Pattern.compile("(?i)<(/?)(?:[a-z0-9]+:)?(?:item|entry)(?=[\\s>])");
    private static final Set<String> ROOTS = Set.of("rss", "feed", "rdf");

    private XmlFeedReader() {}

    static Reading read(String text, URI base) {
        if (text.chars().filter(c -> c == '<').limit(MOST_TAGS + 1L).count() > MOST_TAGS) {
            return new Reading.Nothing("has more than a million tags");
        }
        Document document = Jsoup.parse(text, "", Parser.xmlParser().setMaxDepth(DEEPEST));
        document.outputSettings().prettyPrint(false);
        Element root = root(document);
        if (root == null) {
            return new Reading.Nothing("is neither RSS nor Atom nor JSON Feed");
        }
        if (XmlNames.local(root).equals("html")) {
            return new Reading.Page();
        }
        boolean isComplete = isClosed(text, root);
        return feed(root, isComplete, !isComplete && endsWithinEntry(text), base);
    }

    private static @Nullable Element root(Document document) {
        for (Element element : document.getAllElements()) {
            String name = XmlNames.local(element);
            if (ROOTS.contains(name) || name.equals("html")) {
                return element;
            }
        }
        return null;
    }

    private static Feed feed(Element root, boolean isComplete, boolean isLastCut, URI base) {
        XmlNames names = XmlNames.under(root);
        boolean isAtom = XmlNames.local(root).equals("feed");
        String name = isAtom ? "entry" : "item";
        List<Element> items = items(root, names, name);
        int skipped = Math.max(0, items.size() - FeedReader.MOST_ENTRIES);
        items = items.subList(0, items.size() - skipped);
        if (isLastCut && skipped == 0 && !items.isEmpty()) {
            items.removeLast().remove();
            skipped++;
        }
        URI feedBase = Links.base(root, base);
        XmlEntryReader reader = isAtom ? new AtomEntryReader(names) : new RssEntryReader(names);
        List<FeedEntry> entries = new ArrayList<>(items.size());
        for (Element item : items.reversed()) {
            FeedEntry entry = reader.read(item, Links.base(item, feedBase));
            // an item that was never closed holds all that follow, which are not part of what it says
            if (isWithin(item, name, names)) {
                item.empty();
            }
            if (entry.isEmpty()) {
                skipped++;
            } else {
                entries.add(entry);
            }
        }
        Collections.reverse(entries);
        XmlFields channel = channel(root, names);
        return new Feed(
                about(root, channel, feedBase),
                entries,
                deleted(root, names, entries),
                skipped,
                isComplete,
                RefreshHints.of(channel));
    }

    /// Entries of which a tombstone (RFC 6721) says that they were deleted; what stands in the feed is there again.
    private static List<String> deleted(Element root, XmlNames names, List<FeedEntry> entries) {
        Set<String> present = entries.stream().map(FeedEntry::identity).collect(Collectors.toSet());
        return items(root, names, "at:deleted-entry").stream()
                .map(stone -> stone.attr("ref").strip())
                .filter(ref -> !ref.isEmpty() && !present.contains(ref))
                .distinct()
                .limit(MOST_DELETED)
                .toList();
    }

    private static List<Element> items(Element root, XmlNames names, String name) {
        List<Element> items = new ArrayList<>();
        for (Element element : root.getAllElements()) {
            if (names.of(element).equals(name)) {
                items.add(element);
            }
        }
        return items;
    }

    private static boolean isWithin(Element item, String name, XmlNames names) {
        for (Element outer = item.parent(); outer != null; outer = outer.parent()) {
            if (names.of(outer).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static XmlFields channel(Element root, XmlNames names) {
        XmlFields fields = new XmlFields(root, names);
        Element channel = fields.first("channel");
        return channel == null ? fields : new XmlFields(channel, names);
    }

    private static About about(Element root, XmlFields channel, URI base) {
        Element title = channel.first("title");
        String name = title == null ? "" : HtmlText.line(XmlFields.words(title), base);
        String language = channel.text("language", "dc:language");
        return new About(
                name.isEmpty() ? null : name,
                Links.resolved(base, site(channel)),
                language == null ? XmlFields.attribute(root, "xml:lang") : language,
                Links.resolved(base, icon(channel)));
    }

    private static @Nullable String site(XmlFields channel) {
        for (Element link : channel.all("link")) {
            String target = XmlFields.attribute(link, "href");
            String rel = link.attr("rel");
            if (target != null && (rel.isEmpty() || rel.equals("alternate"))) {
                return target;
            }
        }
        return channel.text("link");
    }

    private static @Nullable String icon(XmlFields channel) {
        Element image = channel.first("image");
        String url = image == null ? null : channel.in(image).text("url");
        if (url == null) {
            url = channel.text("icon", "logo");
        }
        Element podcast = channel.first("itunes:image");
        return url == null && podcast != null ? XmlFields.attribute(podcast, "href") : url;
    }

    private static boolean isClosed(String text, Element root) {
        String end = text.substring(Math.max(0, text.length() - END)).toLowerCase(Locale.ROOT);
        return end.contains("</" + root.tagName().toLowerCase(Locale.ROOT));
    }

    private static boolean endsWithinEntry(String text) {
        Matcher tags = ENTRY_TAG.matcher(text);
        boolean isOpen = false;
        while (tags.find()) {
            isOpen = tags.group(1).isEmpty();
        }
        return isOpen;
    }
}
