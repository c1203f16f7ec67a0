package io.automedia.platforms.rss;

import io.automedia.outgoing.WebText;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Where a page's feeds may be: what it announces, what it links to, and where feeds usually are. Of several announced
/// feeds one for this very page comes first, and those of comments come last.
final class PageLinks {
    private static final Pattern FEED_TYPE =
            Pattern.compile("(?i)\\s*(?:application/(?:rss|atom|rdf|feed)\\+(?:xml|json)|text/xml)\\b.*");
    private static final Pattern FEED_PATH = Pattern.compile(
            "(?i).*(?:/feeds?/?|/rss/?|/atom/?|\\.rss|\\.atom|/(?:feed|rss|atom|index)\\.(?:xml|json)|[?&]feed=[a-z0-9]+)");
    private static final List<String> USUAL =
            List.of("/feed", "/rss", "/feed.xml", "/atom.xml", "/rss.xml", "/index.xml", "/feed.json");
    private static final int MOST_LINKED = 3;

    private PageLinks() {}

    static Collection<URI> of(byte[] page, @Nullable String contentType, URI at) {
        Document document = Jsoup.parse(WebText.of(page, contentType), "");
        Element written = document.selectFirst("base[href]");
        String resolved = Links.resolved(at, written == null ? null : written.attr("href"));
        URI base = resolved == null ? at : URI.create(resolved);
        Set<URI> feeds = new LinkedHashSet<>(announced(document, base, at));
        feeds.addAll(linked(document, base));
        USUAL.forEach(path -> add(feeds, at, path));
        feeds.remove(at);
        return feeds;
    }

    private record Announced(URI address, boolean isOfComments, boolean isOfThisPage) {}

    private static List<URI> announced(Document document, URI base, URI at) {
        List<Announced> announced = new ArrayList<>();
        for (Element link : document.select("link[rel~=(?i)\\b(alternate|feed)\\b][href]")) {
            String address = Links.resolved(base, link.attr("href"));
            if (address != null && FEED_TYPE.matcher(link.attr("type")).matches()) {
                String words = (link.attr("title") + ' ' + address).toLowerCase(Locale.ROOT);
                announced.add(new Announced(
                        URI.create(address), words.contains("comment"), isBelow(URI.create(address), at)));
            }
        }
        return announced.stream()
                .sorted(Comparator.comparing(Announced::isOfComments)
                        .thenComparing(Announced::isOfThisPage, Comparator.reverseOrder()))
                .map(Announced::address)
                .toList();
    }

    private static boolean isBelow(URI feed, URI page) {
        String path = page.getRawPath();
        return path.length() > 1 && feed.getRawPath().startsWith(path);
    }

    private static List<URI> linked(Document document, URI base) {
        Set<URI> linked = new LinkedHashSet<>();
        for (Element anchor : document.select("a[href]")) {
            String href = anchor.attr("href");
            if (linked.size() < MOST_LINKED
                    && href.length() < 1_000
                    && FEED_PATH.matcher(href).matches()) {
                add(linked, base, href);
            }
        }
        return List.copyOf(linked);
    }

    private static void add(Set<URI> feeds, URI base, String link) {
        String address = Links.resolved(base, link);
        if (address != null) {
            feeds.add(URI.create(address));
        }
    }
}
