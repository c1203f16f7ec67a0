package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is looked for.
/// @param filter the filter as it came, for the choice of an index
/// @param matcher the same filter, compiled
/// @param limit 0 for no limit
/// @param hint the name or the key of the index to use, or `{$natural: ±1}`
/// @param deadline System.nanoTime() after which the query is given up, 0 for never
public record Query(
        StoredCollection collection,
        RawDocument filter,
        Predicate<RawDocument> matcher,
        SortPattern sort,
        long skip,
        long limit,
        @Nullable RawValue hint,
        long deadline) {

    public static Query of(StoredCollection collection, RawDocument filter, Predicate<RawDocument> matcher) {
        return new Query(collection, filter, matcher, SortPattern.NONE, 0, 0, null, 0);
    }

    public Query sorted(SortPattern order) {
        return new Query(collection, filter, matcher, order, skip, limit, hint, deadline);
    }

    public Query page(long newSkip, long newLimit) {
        return new Query(collection, filter, matcher, sort, newSkip, newLimit, hint, deadline);
    }

    public Query hinted(@Nullable RawValue newHint) {
        return new Query(collection, filter, matcher, sort, skip, limit, newHint, deadline);
    }

    public Query until(long newDeadline) {
        return new Query(collection, filter, matcher, sort, skip, limit, hint, newDeadline);
    }

    /// How many hits have to be found for the page; 0 for all.
    long wanted() {
        return limit == 0 ? 0 : skip + limit;
    }
}
