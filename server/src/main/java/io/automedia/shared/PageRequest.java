package io.automedia.shared;

import org.jspecify.annotations.Nullable;

/// Which part of a list is wanted: `limit` 1 to 100 things, from `offset` or, better, after a cursor.
public record PageRequest(int limit, int offset, @Nullable Cursor after, boolean exactTotal) {
    /// How many things a page has when nobody says.
    public static final int DEFAULT_LIMIT = 20;

    private static final int MOST = 100;

    public PageRequest {
        Faults faults = new Faults();
        faults.unless(limit >= 1 && limit <= MOST, "limit", "must be between 1 and " + MOST);
        faults.unless(offset >= 0, "offset", "must not be negative");
        faults.unless(after == null || offset <= 0, "offset", "can't be combined with after");
        faults.raise();
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
}
