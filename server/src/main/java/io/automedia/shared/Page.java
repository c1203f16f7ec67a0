package io.automedia.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, as the API answers it.
public record Page<T>(List<T> items, Info page) {
    /// Totals are counted exactly up to this many things; beyond it they are estimates unless asked for.
    public static final int COUNTED_EXACTLY = 10_000;

    public Page {
        items = List.copyOf(items);
    }

    /// Where this page lies in its list; `next` is the cursor of the page after it.
    public record Info(
            int limit,
            int offset,
            long total,
            boolean totalIsEstimate,
            boolean hasMore,
            @Nullable String next) {}

    /// The same page of other things.
    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(items.stream().<R>map(mapper).toList(), page);
    }
}
