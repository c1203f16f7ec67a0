package io.automedia.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which part of a list is wanted: `limit` 1 to 100 things, from `offset` or, better, after a cursor.
///
/// @param sortBy by which field of its things the list is sorted; null for what is usual
/// @param ascending null for what is usual
public record PageRequest(
        int limit,
        int offset,
        @Nullable Cursor after,
        boolean exactTotal,
        @Nullable String sortBy,
        @Nullable Boolean ascending) {
    /// How many things a page has when nobody says.
    public static final int DEFAULT_LIMIT = 20;

    private static final int MOST = 100;
    private static final List<String> ORDERS = List.of("asc", "desc");

    public PageRequest {
        Faults faults = new Faults();
        faults.unless(limit >= 1 && limit <= MOST, "limit", "must be between 1 and " + MOST);
        faults.unless(offset >= 0, "offset", "must not be negative");
        faults.unless(after == null || offset <= 0, "offset", "can't be combined with after");
        faults.raise();
    }

    /// A page of a list in its usual order.
    public PageRequest(int limit, int offset, @Nullable Cursor after, boolean exactTotal) {
        this(limit, offset, after, exactTotal, null, null);
    }

    /// The first page.
    public static PageRequest first(int limit) {
        return new PageRequest(limit, 0, null, false);
    }

    /// The page that the query parameters of a list ask for.
    public static PageRequest of(
            @Nullable Integer limit, @Nullable Integer offset, @Nullable String after, @Nullable String total) {
        if (total != null && !total.isEmpty() && !total.equals("exact")) {
            throw Problem.invalid("total", "must be exact, or be left out").exception();
        }
        return new PageRequest(
                limit == null ? DEFAULT_LIMIT : limit,
                offset == null ? 0 : offset,
                after == null || after.isEmpty() ? null : Cursor.parse(after),
                "exact".equals(total));
    }

    /// The same page of the list in the order that the query parameters ask for.
    public PageRequest sorted(@Nullable String by, @Nullable String order) {
        String wanted = order == null || order.isEmpty() ? null : order;
        if (wanted != null && !ORDERS.contains(wanted)) {
            throw Problem.invalid("sortOrder", "must be one of " + String.join(", ", ORDERS))
                    .exception();
        }
        return new PageRequest(
                limit,
                offset,
                after,
                exactTotal,
                (by == null || by.isEmpty()) ? null : by,
                wanted == null ? null : wanted.equals("asc"));
    }
}
