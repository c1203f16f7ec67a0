package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts the keys of several plans in turns, until the smallest is known or it does not matter any more.
final class Probe {
    private static final int TURN = 250;

    private Probe() {}

    /// @param smallest the plan that ended first, or null when none ended within the limit
    /// @param keys how many keys it has
    record Result(@Nullable ScanPlan smallest, long keys) {}

    static Result smallest(List<ScanPlan> plans, Snapshot snapshot, long limit) {
        List<RecordSource> sources = new ArrayList<>();
        try {
            plans.forEach(plan -> sources.add(Sources.open(plan, snapshot)));
            for (long counted = 0; counted < limit; counted += TURN) {
                for (int i = 0; i < plans.size(); i++) {
                    if (!advance(sources.get(i))) {
                        return new Result(plans.get(i), sources.get(i).keysExamined());
                    }
                }
            }
            return new Result(null, limit);
        } finally {
            sources.forEach(RecordSource::close);
        }
    }

    private static boolean advance(RecordSource source) {
        for (int i = 0; i < TURN; i++) {
            if (!source.next()) {
                return false;
            }
        }
        return true;
    }
}
