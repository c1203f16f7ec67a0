package io.automedia.platforms.rss;

import java.net.URI;
import org.jsoup.nodes.Element;

/// Reads one entry of a dialect.
sealed interface XmlEntryReader permits RssEntryReader, AtomEntryReader {
    FeedEntry read(Element entry, URI base);
}
