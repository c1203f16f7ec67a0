package io.automedia.web.filter;

import io.automedia.content.ContentLibrary;
import io.automedia.content.ContentQuery;
import io.automedia.content.LibraryPost;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.topics.Topic;
import io.automedia.topics.Topics;
import io.automedia.web.page.More;
import io.automedia.web.page.Visit;
import io.automedia.web.post.PostCards;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Fetches lists of posts by filters, a page at a time.
@Component
public final class PostLists {
    private static final int SHOWN = 25;

    private final ContentLibrary library;
    private final Topics topics;

    PostLists(ContentLibrary library, Topics topics) {
        this.library = library;
        this.topics = topics;
    }

    /// The posts that filters leave, after a cursor or from the start.
    public Page<LibraryPost> find(Visit visit, Filters filters, @Nullable String after) {
        return library.find(visit.caller(), query(visit, filters), PageRequest.of(SHOWN, null, after, null));
    }

    /// What the filters ask of the library; days are whole, and those of the person's time zone.
    public ContentQuery query(Visit visit, Filters filters) {
        Map<String, List<String>> asked = new LinkedHashMap<>(filters.values());
        ZoneId zone = visit.viewer().zone();
        asked.computeIfPresent("dateFrom", (name, given) -> startOfDays(given, 0, zone));
        asked.computeIfPresent("dateTo", (name, given) -> startOfDays(given, 1, zone));
        return ContentQuery.of(asked);
    }

    private static List<String> startOfDays(List<String> given, int later, ZoneId zone) {
        return given.stream().map(text -> startOfDay(text, later, zone)).toList();
    }

    private static String startOfDay(String text, int later, ZoneId zone) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(later)
                            .atStartOfDay(zone)
                            .toInstant()
                            .toString()
                    : text;
        } catch (DateTimeParseException notADay) {
            return text;
        }
    }

    /// Cards with the names of the person's topics.
    public PostCards cards(Visit visit) {
        Map<ObjectId, String> names = new LinkedHashMap<>();
        for (Topic topic : topics.list(visit.caller())) {
            names.put(topic.id(), topic.name());
        }
        return new PostCards(visit, names);
    }

    /// The names of topics by id in hexadecimal digits, as filters have them.
    public static Map<String, String> names(PostCards cards) {
        Map<String, String> names = new LinkedHashMap<>();
        cards.topicNames().forEach((id, name) -> names.put(id.toHexString(), name));
        return names;
    }

    /// Where the rest of a list is; null when there is none.
    public static @Nullable More more(Page<?> page, Filters filters, String part) {
        String next = page.page().next();
        return next == null || !page.page().hasMore()
                ? null
                : new More(
                        filters.at(part).with("after", next).href(),
                        filters.with("after", next).href());
    }
}
