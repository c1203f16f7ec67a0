package io.automedia.platforms.rss;

import io.automedia.outgoing.WebAddress;
import java.net.URI;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Reads what a feed links to.
final class Links {
    private static final int LONGEST = 4_000;

    private Links() {}

    /// The full address, or null when there is none or it leads nowhere on the web.
    static @Nullable String resolved(URI base, @Nullable String written) {
        if (written == null || written.isBlank() || written.length() > LONGEST) {
            return null;
        }
        try {
            return WebAddress.resolve(base, written).toString();
        } catch (IllegalArgumentException elsewhere) {
            return null;
        }
    }

    /// What an element's links are relative to.
    static URI base(Element element, URI outer) {
        String base = resolved(outer, XmlFields.attribute(element, "xml:base"));
        return base == null ? outer : URI.create(base);
    }
}
