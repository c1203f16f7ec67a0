package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The way to the documents of a query.
sealed interface Access {
    /// By keys of one index, or of several of one order.
    record Indexed(Walk walk) implements Access {}

    /// Each alternative in a way of its own.
    record Union(List<Access> alternatives) implements Access {}

    /// The whole collection.
    record Everything(boolean backwards) implements Access {}

    /// By the smallest of several walks, which shows when they are read.
    /// @param ordered a walk in the wanted order, for when taking from it what the smallest walk has is
    /// cheaper than sorting that
    record Narrowed(List<Walk> walks, @Nullable Walk ordered, Conditions conditions) implements Access {
        /// Whether documents that all the walks have match without being looked at.
        boolean tellsAll() {
            Set<String> covered = new HashSet<>();
            walks.forEach(walk -> covered.addAll(walk.covered()));
            return conditions.areMetBy(covered);
        }

        /// About how much of an index the smallest of the walks is, from 0 to 1.
        double approximateShare(Snapshot snapshot) {
            return walks.stream()
                    .mapToDouble(walk -> walk.approximateShare(snapshot))
                    .min()
                    .orElse(1);
        }
    }

    /// Several ways at the same time, until one of them is done. The first one begins.
    record Race(List<Access> racers) implements Access {}

    /// Whether nothing has to be checked on the documents themselves.
    default boolean isExact() {
        return switch (this) {
            case Indexed(Walk walk) -> walk.exact();
            case Union(List<Access> alternatives) -> alternatives.stream().allMatch(Access::isExact);
            case Everything _, Narrowed _, Race _ -> false;
        };
    }
}
