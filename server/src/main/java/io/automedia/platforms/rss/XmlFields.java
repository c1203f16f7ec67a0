package io.automedia.platforms.rss;

import io.automedia.platforms.rss.FeedEntry.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The children of an element by name.
final class XmlFields {
    private final Map<String, List<Element>> fields = new HashMap<>();
    private final XmlNames names;

    XmlFields(Element parent, XmlNames names) {
        this.names = names;
        for (Element child = parent.firstElementChild(); child != null; child = child.nextElementSibling()) {
            fields.computeIfAbsent(names.of(child), name -> new ArrayList<>()).add(child);
        }
    }

    List<Element> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /// The first that is there, by order of the names.
    @Nullable
    Element first(String... wanted) {
        for (String name : wanted) {
            List<Element> found = all(name);
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        return null;
    }

    /// What the first says that says anything, by order of the names.
    @Nullable
    String text(String... wanted) {
        for (String name : wanted) {
            for (Element element : all(name)) {
                String text = text(element);
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return null;
    }

    /// The fields of a child.
    XmlFields in(Element child) {
        return new XmlFields(child, names);
    }

    static String text(Element element) {
        return element.wholeText().strip();
    }

    static @Nullable String attribute(Element element, String name) {
        String value = element.attr(name).strip();
        return value.isEmpty() ? null : value;
    }

    /// The words in an element: markup when they hold elements, or look as if they did.
    static Words words(Element element) {
        if (element.firstElementChild() != null) {
            return new Words(element.html(), true);
        }
        String text = text(element);
        return new Words(text, Markup.isLikely(text));
    }
}
