package io.automedia.platforms.rss;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/// Calls the elements of a feed by one name each, whatever prefix their author chose. A prefix that is declared
/// nowhere means what it usually does.
final class XmlNames {
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("http://purl.org/dc/elements/1.1", "dc"),
            Map.entry("http://purl.org/dc/terms", "dcterms"),
            Map.entry("http://purl.org/rss/1.0/modules/content", "content"),
            Map.entry("http://purl.org/rss/1.0/modules/slash", "slash"),
            Map.entry("http://purl.org/rss/1.0/modules/syndication", "sy"),
            Map.entry("http://search.yahoo.com/mrss", "media"),
            Map.entry("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
            Map.entry("http://purl.org/syndication/thread/1.0", "thr"),
            Map.entry("http://purl.org/atompub/tombstones/1.0", "at"),
            Map.entry("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
            Map.entry("http://www.w3.org/2005/atom", "atom"),
            Map.entry("http://purl.org/atom/ns#", "atom"),
            Map.entry("http://purl.org/rss/1.0", ""),
            Map.entry("http://my.netscape.com/rdf/simple/0.9", ""),
            Map.entry("http://backend.userland.com/rss2", ""));

    private final Map<String, String> prefixes = new HashMap<>();
    private final boolean isAtom;

    private XmlNames(Element root) {
        for (Attribute attribute : root.attributes()) {
            if (attribute.getKey().startsWith("xmlns:")) {
                String namespace = attribute.getValue().strip().toLowerCase(Locale.ROOT);
                String usual =
                        USUAL.get(namespace.endsWith("/") ? namespace.substring(0, namespace.length() - 1) : namespace);
                if (usual != null) {
                    prefixes.put(attribute.getKey().substring("xmlns:".length()), usual);
                }
            }
        }
        isAtom = local(root).equals("feed");
    }

    static XmlNames under(Element root) {
        return new XmlNames(root);
    }

    /// Such as `title`, `dc:creator` or `media:content`.
    String of(Element element) {
        String name = element.tagName();
        int colon = name.indexOf(':');
        if (colon < 0) {
            return name.toLowerCase(Locale.ROOT);
        }
        String prefix = name.substring(0, colon);
        String usual = prefixes.getOrDefault(prefix, prefix.toLowerCase(Locale.ROOT));
        String local = name.substring(colon + 1).toLowerCase(Locale.ROOT);
        boolean isOwn = usual.isEmpty() || (isAtom && usual.equals("atom"));
        return isOwn ? local : usual + ":" + local;
    }

    /// The name without any prefix.
    static String local(Element element) {
        String name = element.tagName();
        return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }
}
