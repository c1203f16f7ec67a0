package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds a way of its own for each alternative of a filter, what all alternatives have in common included: in the
/// order that is wanted, where indexes have it behind the conditions of every alternative, and the narrowest.
final class UnionPlanner {
    /// With more of them the planning would cost too much.
    private static final int MOST_ALTERNATIVES = 64;

    private final Query query;
    private final List<Conjunction> alternatives;
    private final Snapshot snapshot;

    UnionPlanner(Query query, Conditions conditions, Snapshot snapshot) {
        this.query = query;
        this.alternatives = conditions.alternatives();
        this.snapshot = snapshot;
    }

    /// Puts unions before the walks that serve all alternatives at once, and takes away what they make superfluous.
    List<Walk> beside(List<Walk> walks) {
        boolean superfluous = walks.stream().anyMatch(Walk::exact);
        if (superfluous || alternatives.size() < 2 || alternatives.size() > MOST_ALTERNATIVES) {
            return walks;
        }
        List<Walk> all = new ArrayList<>();
        Stream.of(merged(), narrowest()).filter(union -> union != null).forEach(union -> add(union, all));
        walks.forEach(walk -> add(walk, all));
        return all;
    }

    private static void add(Walk walk, List<Walk> walks) {
        if (walk.isFiltered()
                || walks.stream().noneMatch(earlier -> earlier.narrowed().containsAll(walk.narrowed()))) {
            walks.add(walk);
        }
    }

    private Walk.@Nullable Either merged() {
        return tails().stream()
                .map(this::merged)
                .filter(merged -> merged != null)
                .max(Comparator.<Walk.Either>comparingInt(Walk.Either::sortedFields)
                        .thenComparingInt(merged -> merged.ways().stream()
                                .mapToInt(way -> way.covered().size())
                                .sum()))
                .orElse(null);
    }

    private Set<Tail> tails() {
        Set<Tail> tails = new HashSet<>();
        for (Index index : query.collection().indexes()) {
            for (int length = 1; length < index.definition().fields().size(); length++) {
                tails.add(Tail.of(index, length));
            }
        }
        return tails;
    }

    private Walk.@Nullable Either merged(Tail tail) {
        SortMatch match = SortMatch.of(query.sort(), tail.fields(), _ -> false, _ -> false, _ -> false);
        return match.sortedFields() == 0 || match.leading() != 0
                ? null
                : either(match.sortedFields(), alternative -> together(tail, alternative, match));
    }

    private Walk.@Nullable Together together(Tail tail, Conjunction alternative, SortMatch match) {
        List<Index> usable = query.collection().indexes().stream()
                .filter(index -> !index.isUnique()
                        && index.isReadyIn(snapshot)
                        && Coverage.holdsAll(index, List.of(alternative)))
                .toList();
        List<ScanPlan> plans = tail.plans(usable, alternative, match.backwards());
        return plans.isEmpty() ? null : new Walk.Together(plans, match.sortedFields(), alternative.isMetBy(plans));
    }

    private Walk.@Nullable Either narrowest() {
        return either(0, this::narrowest);
    }

    private Walk.@Nullable Together narrowest(Conjunction alternative) {
        Conditions alone = new Conditions(List.of(alternative));
        List<Walk.Together> ways =
                Candidates.of(query, alone, SortPattern.NONE, snapshot).filtering();
        return ways.stream()
                .filter(Walk::exact)
                .findFirst()
                .or(() -> ways.size() == 1
                        ? ways.stream().findFirst()
                        : ways.stream().min(Comparator.comparingLong(way -> way.approximateBytes(snapshot))))
                .orElse(null);
    }

    private Walk.@Nullable Either either(int sortedFields, Function<Conjunction, Walk.@Nullable Together> planner) {
        List<Walk.Together> ways = new ArrayList<>();
        for (Conjunction alternative : alternatives) {
            Walk.Together way = planner.apply(alternative);
            if (way == null) {
                return null;
            }
            ways.add(way);
        }
        boolean exact = ways.stream().allMatch(Walk::exact);
        return isOfOneIndex(ways) ? null : new Walk.Either(ways, sortedFields, exact);
    }

    /// Then one walk over that index serves all alternatives.
    private static boolean isOfOneIndex(List<Walk.Together> ways) {
        return ways.stream()
                        .flatMap(way -> way.plans().stream())
                        .map(ScanPlan::index)
                        .distinct()
                        .count()
                == 1;
    }
}
