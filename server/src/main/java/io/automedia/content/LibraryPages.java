package io.automedia.content;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.automedia.shared.Cursor;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads pages of a library. After a cursor, a page is made of up to three walks along one index (the rest
/// of the cursor's own value, the values beyond it, and those without one), each of which begins exactly
/// where it must.
@Component
final class LibraryPages {
    private static final String NO_VALUE = "";

    private final LibraryRepository library;
    private final ContentRepository content;
    private final LibraryFilter filter;

    LibraryPages(LibraryRepository library, ContentRepository content, LibraryFilter filter) {
        this.library = library;
        this.content = content;
        this.filter = filter;
    }

    Page<LibraryPost> find(UserId user, ContentQuery query, PageRequest request) {
        Bson wanted = filter.of(user, query);
        List<LibraryItem> items =
                items(library::find, wanted, query, request.after(), request.offset(), request.limit() + 1);
        boolean hasMore = items.size() > request.limit();
        List<LibraryItem> shown = hasMore ? items.subList(0, request.limit()) : items;
        OptionalLong counted = count(wanted, request, items.size());
        long total = counted.orElse((long) request.offset() + items.size());
        boolean estimated = counted.isEmpty() || (!request.exactTotal() && total > Page.COUNTED_EXACTLY);
        return new Page<>(
                withPosts(shown, content.byIds(ids(shown))),
                new Page.Info(
                        request.limit(),
                        request.offset(),
                        total,
                        estimated,
                        hasMore,
                        hasMore ? cursor(query, shown.getLast()).toString() : null));
    }

    /// The posts of a list after one of them, without counting.
    List<LibraryPost> next(UserId user, ContentQuery query, @Nullable LibraryPost last, int limit) {
        Cursor after = last == null ? null : cursor(query, last.item());
        List<LibraryItem> items = items(library::walk, filter.of(user, query), query, after, 0, limit);
        return withPosts(items, content.copies(ids(items)));
    }

    /// Reads the items of one walk along an index.
    private interface Walk {
        List<LibraryItem> read(Bson filter, Bson sort, int skip, int limit);
    }

    private static List<LibraryItem> items(
            Walk walk, Bson all, ContentQuery query, @Nullable Cursor after, int offset, int wanted) {
        String field = query.sortBy().field();
        Bson sort = query.ascending() ? Sorts.ascending(field, "_id") : Sorts.descending(field, "_id");
        if (after == null) {
            return walk.read(all, sort, offset, wanted);
        }
        List<LibraryItem> items = new ArrayList<>(wanted);
        for (Bson part : parts(query, field, after)) {
            if (items.size() < wanted) {
                items.addAll(walk.read(Filters.and(all, part), sort, 0, wanted - items.size()));
            }
        }
        return items;
    }

    /// The parts of the list after a cursor, in its order. What has no value comes first in ascending
    /// order, last in descending.
    private static List<Bson> parts(ContentQuery query, String field, Cursor after) {
        if (!after.sortedBy().equals(sortedBy(query))) {
            throw Problem.invalid("after", "belongs to a list in another order").exception();
        }
        Object value = value(query.sortBy(), after.value());
        Bson sameValue = Filters.eq(field, value);
        Bson restOfValue = Filters.and(
                sameValue, query.ascending() ? Filters.gt("_id", after.id()) : Filters.lt("_id", after.id()));
        if (query.sortBy() != ContentQuery.Sort.SENTIMENT) {
            return List.of(restOfValue, query.ascending() ? Filters.gt(field, value) : Filters.lt(field, value));
        }
        if (value == null) {
            return query.ascending() ? List.of(restOfValue, Filters.gte(field, -2.0)) : List.of(restOfValue);
        }
        return query.ascending()
                ? List.of(restOfValue, Filters.gt(field, value))
                : List.of(restOfValue, Filters.lt(field, value), Filters.eq(field, null));
    }

    private static @Nullable Object value(ContentQuery.Sort sort, String text) {
        try {
            return switch (sort) {
                case PUBLISHED_AT, COLLECTED_AT -> Instant.ofEpochMilli(Long.parseLong(text));
                case LIKES -> Long.valueOf(text);
                case SENTIMENT -> text.equals(NO_VALUE) ? null : Double.valueOf(text);
            };
        } catch (NumberFormatException notOurs) {
            throw Problem.invalid("after", "is not a cursor that this list gave out")
                    .exception();
        }
    }

    private static Cursor cursor(ContentQuery query, LibraryItem item) {
        Double sentiment = item.sentimentScore();
        String value = switch (query.sortBy()) {
            case PUBLISHED_AT -> String.valueOf(item.publishedAt().toEpochMilli());
            case COLLECTED_AT -> String.valueOf(item.collectedAt().toEpochMilli());
            case LIKES -> String.valueOf(item.likes());
            case SENTIMENT -> sentiment == null ? NO_VALUE : String.valueOf(sentiment);
        };
        return new Cursor(sortedBy(query), value, item.id());
    }

    private static String sortedBy(ContentQuery query) {
        return query.sortBy().parameter() + (query.ascending() ? " asc" : " desc");
    }

    /// Empty when a combination of filters takes too long to count: then the total is what is known to be
    /// there.
    private OptionalLong count(Bson all, PageRequest request, int found) {
        if (request.after() == null && request.offset() == 0 && found <= request.limit()) {
            return OptionalLong.of(found);
        }
        return request.exactTotal()
                ? OptionalLong.of(library.count(all))
                : library.countQuickly(all, Page.COUNTED_EXACTLY + 1);
    }

    private static List<ObjectId> ids(List<LibraryItem> items) {
        return items.stream().map(LibraryItem::contentId).toList();
    }

    private static List<LibraryPost> withPosts(List<LibraryItem> items, Map<ObjectId, Content> posts) {
        List<LibraryPost> result = new ArrayList<>(items.size());
        for (LibraryItem item : items) {
            Content post = posts.get(item.contentId());
            if (post != null) {
                result.add(new LibraryPost(post, item));
            }
        }
        return result;
    }
}
