package io.automedia.embeddedmongodb.planner;

import java.util.List;

/// The way to the documents of a query.
sealed interface Access {
    /// One index.
    record Indexed(ScanPlan plan) implements Access {}

    /// Each alternative through an index of its own.
    record Union(List<ScanPlan> plans) implements Access {}

    /// The whole collection.
    record Everything(boolean backwards) implements Access {}

    /// The order's index and the filter's index at the same time, until one of them is done.
    record Race(ScanPlan ordered, ScanPlan filtering) implements Access {}

    /// Whether nothing has to be checked on the documents themselves.
    default boolean isExact() {
        return switch (this) {
            case Indexed(ScanPlan plan) -> plan.exact();
            case Union(List<ScanPlan> plans) -> plans.stream().allMatch(ScanPlan::exact);
            case Everything _ -> false;
            case Race _ -> false;
        };
    }
}
