package io.automedia.storage;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.automedia.shared.Cursor;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/// Pages of documents in the order of one field and, where that is the same, of their ids. A page after a cursor begins
/// where it must, whatever was added or removed meanwhile; a cursor of another collection or order is refused.
///
/// @param field a moment or a whole number
/// @param value the field of a document as a number
/// @param stored the number as the field has it
public record Keyset<T>(
        String field, boolean ascending, ToLongFunction<T> value, LongFunction<?> stored, Function<T, ObjectId> id) {

    /// Documents in the order of a moment, newest first.
    public static <T> Keyset<T> newest(String field, Function<T, Instant> time, Function<T, ObjectId> id) {
        return byTime(field, false, time, id);
    }

    /// Documents in the order of a moment.
    public static <T> Keyset<T> byTime(
            String field, boolean ascending, Function<T, Instant> time, Function<T, ObjectId> id) {
        return new Keyset<>(
                field, ascending, document -> time.apply(document).toEpochMilli(), Instant::ofEpochMilli, id);
    }

    /// Documents in the order of a whole number.
    public static <T> Keyset<T> byNumber(
            String field, boolean ascending, ToLongFunction<T> number, Function<T, ObjectId> id) {
        return new Keyset<>(field, ascending, number, Long::valueOf, id);
    }

    /// The same the one way or the other.
    Keyset<T> towards(boolean upwards) {
        return new Keyset<>(field, upwards, value, stored, id);
    }

    /// The wanted page of a list that is all in memory.
    ///
    /// @param name what its cursors say that they are of
    Page<T> page(String name, List<T> all, PageRequest wanted) {
        String order = order(name);
        Cursor after = wanted.after();
        Predicate<T> isBeyond = after == null ? one -> true : beyond(after(order, after), after.id());
        List<T> rest = all.stream()
                .sorted(inOrder())
                .filter(isBeyond)
                .skip(wanted.offset())
                .toList();
        boolean more = rest.size() > wanted.limit();
        List<T> shown = more ? rest.subList(0, wanted.limit()) : rest;
        return new Page<>(
                shown,
                new Page.Info(
                        wanted.limit(),
                        wanted.offset(),
                        all.size(),
                        false,
                        more,
                        more ? cursor(order, shown.getLast()) : null));
    }

    private Comparator<T> inOrder() {
        Comparator<T> upwards = Comparator.comparingLong(value).thenComparing(id);
        return ascending ? upwards : upwards.reversed();
    }

    private Predicate<T> beyond(long last, ObjectId lastId) {
        return one -> {
            int compared = Long.compare(value.applyAsLong(one), last);
            int further = compared == 0 ? id.apply(one).compareTo(lastId) : compared;
            return ascending ? further > 0 : further < 0;
        };
    }

    /// The wanted page of the documents that meet a filter.
    public Page<T> page(MongoCollection<T> collection, Bson filter, PageRequest wanted) {
        String order = order(collection.getNamespace().getCollectionName());
        int most = wanted.exactTotal() ? 0 : Page.COUNTED_EXACTLY + 1;
        long total = collection.countDocuments(filter, new CountOptions().limit(most));
        boolean estimated = !wanted.exactTotal() && total > Page.COUNTED_EXACTLY;
        Cursor after = wanted.after();
        List<T> found = collection
                .find(after == null ? filter : Filters.and(filter, beyond(order, after)))
                .sort(ascending ? Sorts.ascending(field, "_id") : Sorts.descending(field, "_id"))
                .skip(wanted.offset())
                .limit(wanted.limit() + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > wanted.limit();
        List<T> shown = more ? found.subList(0, wanted.limit()) : found;
        return new Page<>(
                shown,
                new Page.Info(
                        wanted.limit(),
                        wanted.offset(),
                        estimated ? Page.COUNTED_EXACTLY : total,
                        estimated,
                        more,
                        more ? cursor(order, shown.getLast()) : null));
    }

    /// What a cursor says that it is of, so that no other list takes it.
    private String order(String list) {
        return list + " " + field + (ascending ? " asc" : " desc");
    }

    private String cursor(String order, T last) {
        return new Cursor(order, Long.toString(value.applyAsLong(last)), id.apply(last)).toString();
    }

    private Bson beyond(String order, Cursor after) {
        Object at = stored.apply(after(order, after));
        return ascending
                ? Filters.or(Filters.gt(field, at), Filters.and(Filters.eq(field, at), Filters.gt("_id", after.id())))
                : Filters.or(Filters.lt(field, at), Filters.and(Filters.eq(field, at), Filters.lt("_id", after.id())));
    }

    /// The number at which a cursor stands.
    private static long after(String order, Cursor after) {
        if (!after.sortedBy().equals(order)) {
            throw Problem.invalid("after", "belongs to another list, or to one in another order")
                    .exception();
        }
        try {
            return Long.parseLong(after.value());
        } catch (NumberFormatException notOurs) {
            throw Problem.invalid("after", "is not a cursor that this list gave out")
                    .exception();
        }
    }
}
